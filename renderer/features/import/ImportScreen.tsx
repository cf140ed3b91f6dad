import { ArrowLeft, ArrowRight, BookMarked, Check, FileText, X } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useStore } from '../../store/store.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { CheckStep } from './CheckStep.tsx';
import { ColumnsStep } from './ColumnsStep.tsx';
import { CommitStep } from './CommitStep.tsx';
import { FilesStep } from './FilesStep.tsx';
import styles from './ImportScreen.module.css';
import { ProfilesView } from './ProfilesView.tsx';
import { isCommittable } from './report-words.ts';
import { SourceStep } from './SourceStep.tsx';
import type { Import, Step } from './use-import.ts';
import { STEPS, useImport } from './use-import.ts';

const STEP_LABELS: Readonly<Record<Step, string>> = {
  files: 'Files',
  source: 'Source',
  columns: 'Columns',
  check: 'Check rows',
  commit: 'Commit',
};

const STEP_REMARKS: Readonly<Record<Step, string>> = {
  files: 'Leaving at any step saves nothing to the case.',
  source: 'Each record keeps where it came from, its grade and its handling code.',
  columns: 'The rows as received are kept whole, whatever is chosen here.',
  check: 'Nothing has been saved. What was received is kept as it came.',
  commit: 'All or nothing: a stopped import leaves nothing behind.',
};

function Steps({ step, isDone }: { readonly step: Step; readonly isDone: boolean }) {
  const at = STEPS.indexOf(step);
  return (
    <ol className={styles.steps} aria-label="Steps">
      {STEPS.map((name, index) => {
        const isPast = index < at || (isDone && index === at);
        return (
          <li
            key={name}
            className={isPast ? styles.past : undefined}
            aria-current={name === step ? 'step' : undefined}
          >
            <span className={styles.stepMark} aria-hidden="true">
              {isPast ? <Check size={13} strokeWidth={3} /> : index + 1}
            </span>
            {STEP_LABELS[name]}
            {isPast && <span className="visually-hidden">, done</span>}
          </li>
        );
      })}
    </ol>
  );
}

function conditionsMissing({ options }: Import): boolean {
  return options.grade.handling === 'C' && !options.grade.conditions?.trim();
}

interface FootProps {
  readonly work: Import;
  readonly isFaultShown: boolean;
  readonly onFault: (isShown: boolean) => void;
}

function FootButtons({ work, onFault }: FootProps) {
  const next = <ArrowRight size={16} aria-hidden="true" />;
  switch (work.step) {
    case 'files':
      return (
        <Button
          look="primary"
          size="large"
          aria-disabled={work.files.length === 0}
          onClick={() => work.files.length > 0 && work.goTo('source')}
        >
          <span className={styles.forward}>Describe the source {next}</span>
        </Button>
      );
    case 'source':
      return (
        <Button
          look="primary"
          size="large"
          onClick={() => {
            onFault(conditionsMissing(work));
            if (!conditionsMissing(work)) void work.proceed();
          }}
        >
          <span className={styles.forward}>Check the files {next}</span>
        </Button>
      );
    case 'columns':
      return (
        <Button
          look="primary"
          size="large"
          aria-disabled={work.run.status !== 'idle'}
          onClick={() => work.run.status === 'idle' && void work.check()}
        >
          <span className={styles.forward}>Check the rows {next}</span>
        </Button>
      );
    case 'check': {
      if (work.checked === null) return null;
      const { quarantined } = work.checked.totals;
      const isReady =
        isCommittable(work.checked) && (quarantined === 0 || work.isQuarantineAccepted);
      return (
        <Button
          look="primary"
          size="large"
          aria-disabled={!isReady}
          onClick={() => isReady && work.commit()}
        >
          <span className={styles.forward}>Finish and commit {next}</span>
        </Button>
      );
    }
    case 'commit':
      return null;
  }
}

function Foot(props: FootProps) {
  const { work } = props;
  const foot = useRef<HTMLDivElement>(null);
  useImportKeys(work, foot);
  if (work.step === 'commit' && work.run.status === 'done') return null;
  const isRunning = work.run.status === 'running';
  return (
    <div className={styles.foot} ref={foot}>
      {canGoBack(work) && (
        <Button
          size="large"
          icon={<ArrowLeft size={16} aria-hidden="true" />}
          onClick={() => goBack(work)}
        >
          Back
        </Button>
      )}
      <p className={styles.remark}>{STEP_REMARKS[work.step]}</p>
      {work.step === 'check' && !isRunning && (
        <Button size="large" onClick={() => void work.mapColumns()}>
          Map the columns
        </Button>
      )}
      {work.step === 'check' && <Acceptance work={work} />}
      {!isRunning && (
        <div data-next="">
          <FootButtons {...props} />
        </div>
      )}
    </div>
  );
}

/** A check and an import are stopped by their own button; the look at the columns is left by going back. */
function canGoBack({ step, run }: Import): boolean {
  return step !== 'files' && (run.status !== 'running' || step === 'columns');
}

function goBack(work: Import): void {
  if (work.step === 'check' && work.tables.length > 0) void work.mapColumns();
  else work.goTo(work.step === 'source' ? 'files' : 'source');
}

/** Keys of the import: they press the buttons at the foot. */
function useImportKeys(work: Import, foot: RefObject<HTMLDivElement | null>): void {
  const request = useStore((state) => state.importRequest);
  const answered = useRef(request?.number ?? 0);
  useEffect(() => {
    if (!request || request.number === answered.current) return;
    if (request.act !== 'next' && request.act !== 'back') return;
    answered.current = request.number;
    if (request.act === 'back') {
      if (canGoBack(work)) goBack(work);
      return;
    }
    foot.current?.querySelector<HTMLElement>('[data-next] button')?.click();
  }, [request, work, foot]);
}

/** Faulty rows are left out only when someone says so. */
function Acceptance({ work }: { readonly work: Import }) {
  const quarantined = work.checked?.totals.quarantined ?? 0;
  if (quarantined === 0 || work.run.status === 'running') return null;
  const rows =
    quarantined === 1 ? '1 faulty row' : `${quarantined.toLocaleString('en-GB')} faulty rows`;
  return (
    <label className={styles.accept}>
      <input
        type="checkbox"
        checked={work.isQuarantineAccepted}
        onChange={(event) => work.acceptQuarantine(event.target.checked)}
      />
      Leave {rows} out and keep {quarantined === 1 ? 'it' : 'them'} in quarantine
    </label>
  );
}

function StepBody({
  work,
  isFaultShown,
}: {
  readonly work: Import;
  readonly isFaultShown: boolean;
}): ReactNode {
  switch (work.step) {
    case 'files':
      return <FilesStep work={work} />;
    case 'source':
      return (
        <SourceStep work={work} isConditionsMissing={isFaultShown && conditionsMissing(work)} />
      );
    case 'columns':
      return <ColumnsStep work={work} />;
    case 'check':
      return <CheckStep work={work} />;
    case 'commit':
      return <CommitStep work={work} />;
  }
}

/** Takes files that were dropped on the window to the first step. */
function useDroppedFiles(work: Import): void {
  const dropped = useStore((state) => state.droppedFiles);
  useEffect(() => {
    if (dropped.length === 0) return;
    useStore.getState().setDroppedFiles([]);
    useStore.getState().showImportProfiles(false);
    work.goTo('files');
    work.chooseFiles([...work.files, ...dropped]);
  }, [dropped, work]);
}

/** Brings files into the case: choose, describe, check without saving, commit all or nothing. */
export function ImportScreen() {
  const goTo = useStore((state) => state.goTo);
  const isProfilesShown = useStore((state) => state.isImportProfilesShown);
  const showProfiles = useStore((state) => state.showImportProfiles);
  const work = useImport();
  const [isFaultShown, setIsFaultShown] = useState(false);
  useDroppedFiles(work);
  const [first] = work.files;
  return (
    <div className={styles.screen}>
      <header className={styles.head}>
        <h2>{isProfilesShown ? 'Import profiles' : 'Import records'}</h2>
        {first && !isProfilesShown && (
          <Chip tone="outline" icon={<FileText size={12} aria-hidden="true" />}>
            {work.files.length === 1 ? first.name : `${work.files.length} files`}
          </Chip>
        )}
        <span className={styles.close}>
          {!isProfilesShown && (
            <Button
              icon={<BookMarked size={15} aria-hidden="true" />}
              onClick={() => showProfiles(true)}
            >
              Profiles
            </Button>
          )}
          <IconButton
            label="Leave the import"
            tip="below-left"
            icon={<X size={17} aria-hidden="true" />}
            onClick={() => goTo('map')}
          />
        </span>
        {!isProfilesShown && <Steps step={work.step} isDone={work.run.status === 'done'} />}
      </header>
      {isProfilesShown ? (
        <ProfilesView />
      ) : (
        <>
          <div className={styles.body}>
            <StepBody work={work} isFaultShown={isFaultShown} />
          </div>
          <Foot work={work} isFaultShown={isFaultShown} onFault={setIsFaultShown} />
        </>
      )}
    </div>
  );
}
