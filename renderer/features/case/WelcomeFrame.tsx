import { ShieldCheck, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useStore } from '../../store/store.ts';
import { Logo } from '../../ui/Logo.tsx';
import { NetworkArt } from './NetworkArt.tsx';
import styles from './WelcomeFrame.module.css';

/** The picture and headline at the left, a card at the right, what to know at the foot. */
export function WelcomeFrame({ children }: { readonly children: ReactNode }) {
  const lockAfterMinutes = useStore((state) => state.settings.lockAfterMinutes);
  const info = useApi(() => api.app.info(), []);
  return (
    <main className={styles.welcome}>
      <NetworkArt />
      <div className={styles.hero}>
        <p className={styles.brand}>
          <Logo sizePx={30} />
          Achilles
        </p>
        <h1>
          See the network.
          <br />
          Find the weak point.
        </h1>
        <p className={styles.promise}>
          Your records stay on this computer, encrypted. Nothing is sent anywhere.
        </p>
      </div>
      <div className={styles.cardPlace}>{children}</div>
      <footer className={styles.foot}>
        <span>
          <ShieldCheck size={14} aria-hidden="true" />
          Locks after {lockAfterMinutes} {lockAfterMinutes === 1 ? 'minute' : 'minutes'} without use
        </span>
        <span className={styles.footEnd}>
          <WifiOff size={14} aria-hidden="true" />
          Offline by design
        </span>
        {info.status === 'ready' && <span>Version {info.value.version}</span>}
      </footer>
    </main>
  );
}

interface CardProps {
  readonly title: string;
  /** One line under the title. */
  readonly lead?: ReactNode;
  readonly children: ReactNode;
  /** A remark under a rule at the foot of the card. */
  readonly remark?: ReactNode;
}

/** The card of the welcome screen. */
export function WelcomeCard({ title, lead, children, remark }: CardProps) {
  return (
    <section className={styles.card} aria-labelledby="welcome-title">
      <h2 id="welcome-title">{title}</h2>
      {lead && <p className={styles.lead}>{lead}</p>}
      {children}
      {remark && <div className={styles.remark}>{remark}</div>}
    </section>
  );
}
