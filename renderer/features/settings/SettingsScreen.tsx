import type { ComponentType } from 'react';
import { useStore } from '../../store/store.ts';
import styles from './SettingsScreen.module.css';

/** One part of the settings. */
export interface SettingsSection {
  readonly id: string;
  readonly label: string;
  /** Kept on this computer for this person, or in the case for everyone who works on it. */
  readonly group: 'you' | 'case';
  readonly content: ComponentType;
  /** False where it means nothing for the demonstration case. */
  readonly isForDemonstration?: false;
}

const GROUPS = [
  { id: 'you', label: 'You and this computer', lead: 'Kept on this computer for you.' },
  { id: 'case', label: 'This case', lead: 'Kept in the case, for everyone who works on it.' },
] as const;

function headingId(section: SettingsSection): string {
  return `settings-${section.id}`;
}

function goToSection(section: SettingsSection): void {
  const heading = document.getElementById(headingId(section));
  heading?.scrollIntoView({ block: 'start' });
  heading?.focus({ preventScroll: true });
}

/** Choices of this person on this computer, then those of the case; each holds at once. */
export function SettingsScreen({ sections }: { readonly sections: readonly SettingsSection[] }) {
  const isDemonstration = useStore((state) => state.caseState?.isDemonstration ?? false);
  const shown = sections.filter(
    (section) => !isDemonstration || section.isForDemonstration !== false,
  );
  return (
    <div className={styles.page}>
      <nav className={styles.contents} aria-label="Sections of the settings">
        {GROUPS.map((group) => (
          <div key={group.id}>
            <p>{group.label}</p>
            <ul>
              {shown
                .filter((section) => section.group === group.id)
                .map((section) => (
                  <li key={section.id}>
                    <button type="button" onClick={() => goToSection(section)}>
                      {section.label}
                    </button>
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </nav>
      {/* A scrolling region must be reachable by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys scroll it. */}
      <section className={styles.scroll} tabIndex={0} aria-label="All settings">
        <div className={styles.column}>
          <h2>Settings</h2>
          {GROUPS.map((group) => (
            <div key={group.id} className={styles.group}>
              <p className={styles.lead}>{group.lead}</p>
              {shown
                .filter((section) => section.group === group.id)
                .map((section) => {
                  const Content = section.content;
                  return (
                    <section key={section.id} aria-labelledby={headingId(section)}>
                      <h3 id={headingId(section)} tabIndex={-1}>
                        {section.label}
                      </h3>
                      <Content />
                    </section>
                  );
                })}
            </div>
          ))}
        </div>
      </section>
    </div>
  );
}
