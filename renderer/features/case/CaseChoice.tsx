import { ArchiveRestore, Database, FolderOpen, FolderPlus, Sparkles } from 'lucide-react';
import type { CaseListing } from '../../../shared/api/case.ts';
import { bytesInWords, dayInWords } from '../../../shared/domain/words.ts';
import { shell } from '../../api/shell.ts';
import type { Loaded } from '../../api/use-api.ts';
import { Button } from '../../ui/Button.tsx';
import { Note } from '../../ui/Note.tsx';
import { LoadingState } from '../../ui/State.tsx';
import styles from './WelcomeFrame.module.css';
import { WelcomeCard } from './WelcomeFrame.tsx';

interface CaseChoiceProps {
  readonly cases: Loaded<readonly CaseListing[]>;
  readonly onUnlock: (listing: CaseListing) => void;
  readonly onNew: () => void;
  readonly onOpenOther: () => void;
  readonly onRestoreOther: () => void;
  readonly onDemonstration: () => void;
}

function noteOf(listing: CaseListing): string {
  if (!listing.isPresent) return 'The file is no longer where it was. Restore a backup';
  if (listing.lastOpenedAt === null) return 'Not opened on this computer yet';
  return `Opened ${dayInWords(listing.lastOpenedAt, new Date())}`;
}

function CaseButton({ listing, onChoose }: { listing: CaseListing; onChoose: () => void }) {
  return (
    <button type="button" className={styles.case} title={listing.name} onClick={onChoose}>
      <Database size={18} aria-hidden="true" />
      <span className={styles.caseName}>{listing.name}</span>
      <span className={styles.caseSize}>
        {listing.sizeBytes !== null && bytesInWords(listing.sizeBytes)}
      </span>
      <span className={styles.caseNote}>{noteOf(listing)}</span>
    </button>
  );
}

/** Which case to open, or how to begin one. */
export function CaseChoice(props: CaseChoiceProps) {
  const { cases, onUnlock, onNew, onOpenOther, onRestoreOther, onDemonstration } = props;
  const own =
    cases.status === 'ready' ? cases.value.filter((listing) => !listing.isDemonstration) : [];
  return (
    <WelcomeCard
      title={own.length > 0 ? 'Open a case' : 'Begin a case'}
      lead={
        cases.status === 'ready' && own.length === 0
          ? 'There is no case on this computer yet.'
          : undefined
      }
    >
      {cases.status === 'loading' && <LoadingState>Looking for cases</LoadingState>}
      {cases.status === 'failed' && (
        <div className={styles.form} role="alert">
          <Note tone="danger">{cases.error.message}</Note>
        </div>
      )}
      {own.length > 0 && (
        <ul className={styles.cases} aria-label="Recent cases">
          {own.map((listing) => (
            <li key={listing.handle}>
              <CaseButton listing={listing} onChoose={() => onUnlock(listing)} />
            </li>
          ))}
        </ul>
      )}
      <div className={styles.form}>
        <div className={styles.buttons}>
          <Button
            look={own.length > 0 ? 'plain' : 'primary'}
            size="large"
            icon={<FolderPlus size={16} aria-hidden="true" />}
            onClick={onNew}
          >
            New case
          </Button>
          {shell.canChooseCaseFile && (
            <Button
              size="large"
              icon={<FolderOpen size={16} aria-hidden="true" />}
              onClick={onOpenOther}
            >
              Open another
            </Button>
          )}
          {shell.canChooseCaseFile && (
            <Button
              size="large"
              icon={<ArchiveRestore size={16} aria-hidden="true" />}
              onClick={onRestoreOther}
            >
              Restore a backup
            </Button>
          )}
        </div>
      </div>
      <div className={styles.demo}>
        <h3>Look round first</h3>
        <p>
          A county of invented crime groups, people, businesses and places. It needs no passphrase.
        </p>
        <Button
          size="large"
          icon={<Sparkles size={16} aria-hidden="true" />}
          onClick={onDemonstration}
        >
          Open the demonstration case
        </Button>
      </div>
    </WelcomeCard>
  );
}
