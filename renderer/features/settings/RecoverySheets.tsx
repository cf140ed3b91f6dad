import { createPortal } from 'react-dom';
import { useStore } from '../../store/store.ts';
import styles from './RecoverySheets.module.css';

interface SheetProps {
  readonly letter: 'A' | 'B';
  readonly half: string;
}

function Sheet({ letter, half }: SheetProps) {
  const caseName = useStore((state) => state.caseState?.name);
  const marking = useStore((state) => state.caseState?.marking);
  const other = letter === 'A' ? 'B' : 'A';
  return (
    <section className={styles.sheet}>
      <p className={styles.marking}>{marking}</p>
      <h1>Half {letter} of a recovery code</h1>
      <p>
        For the Achilles case “{caseName}”. Made on{' '}
        {new Date().toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })}
        .
      </p>
      <p className={styles.half}>{half}</p>
      <p>
        Give this sheet to one person, and half {other} to another. Both halves together open the
        case when its passphrase is lost. One alone opens nothing. Keep it sealed, apart from the
        other and from the computer.
      </p>
      <p className={styles.line}>Held by</p>
      <p className={styles.line}>Since</p>
      <p className={styles.marking}>{marking}</p>
    </section>
  );
}

/** Both halves for the printer, a sheet each. The screen shows nothing of them. */
export function RecoverySheets({ halves }: { readonly halves: readonly [string, string] }) {
  // Beside the window, not in it: what scrolls there would be cut off at the first page.
  return createPortal(
    <div className={styles.sheets}>
      <Sheet letter="A" half={halves[0]} />
      <Sheet letter="B" half={halves[1]} />
    </div>,
    document.body,
  );
}
