import { CircleCheck, CircleMinus, CircleX, Equal, Rows3, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { AppError } from '../../../shared/api/errors.ts';
import type { FileReport, ImportReport, PreviewFault } from '../../../shared/api/import.ts';
import { Button } from '../../ui/Button.tsx';
import { Note } from '../../ui/Note.tsx';
import { EmptyState, FailedState } from '../../ui/State.tsx';
import { cell, Table } from '../../ui/Table.tsx';
import styles from './CheckStep.module.css';
import { DeletedRows } from './DeletedRows.tsx';
import { DryRunTotals } from './DryRunTotals.tsx';
import { FileDetail } from './FileDetail.tsx';
import { ImportProgress } from './ImportProgress.tsx';
import type { Jump } from './PreviewGrid.tsx';
import {
  groupProblems,
  type ProblemGroup,
  readingInWords,
  rowsInWords,
  sentence,
  unreadable,
} from './report-words.ts';
import type { Import } from './use-import.ts';
import { type PreviewState, usePreview } from './use-preview.ts';

interface FigureProps {
  readonly icon: ReactNode;
  readonly value: number;
  readonly label: string;
}

function Figure({ icon, value, label }: FigureProps) {
  return (
    <div className={styles.figure}>
      {icon}
      <dt>{label}</dt>
      <dd>{value.toLocaleString('en-GB')}</dd>
    </div>
  );
}

function Figures({ report }: { readonly report: ImportReport }) {
  const { rows, kept, unchanged, quarantined } = report.totals;
  return (
    <dl className={styles.figures}>
      <Figure
        icon={<Rows3 size={18} className={styles.info} aria-hidden="true" />}
        value={rows}
        label={report.files.length === 1 ? 'rows in the file' : 'rows in the files'}
      />
      <Figure
        icon={<CircleCheck size={18} className={styles.good} aria-hidden="true" />}
        value={kept}
        label="ready"
      />
      <Figure
        icon={<Equal size={18} aria-hidden="true" />}
        value={unchanged}
        label="already in the case"
      />
      <Figure
        icon={<CircleX size={18} className={styles.bad} aria-hidden="true" />}
        value={quarantined}
        label="need fixing"
      />
    </dl>
  );
}

interface FileListProps {
  readonly files: readonly FileReport[];
  readonly current: FileReport;
  readonly onChoose: (file: FileReport) => void;
}

function FileList({ files, current, onChoose }: FileListProps) {
  return (
    <Table label="Files">
      <thead>
        <tr>
          <th scope="col">File</th>
          <th scope="col">Read as</th>
          <th scope="col" className={cell.number}>
            Rows
          </th>
          <th scope="col" className={cell.number}>
            Ready
          </th>
          <th scope="col" className={cell.number}>
            Same
          </th>
          <th scope="col" className={cell.number}>
            To fix
          </th>
        </tr>
      </thead>
      <tbody>
        {files.map((file) => (
          <tr key={file.name} aria-selected={file === current} onClick={() => onChoose(file)}>
            <td>
              <button
                type="button"
                className={styles.file}
                aria-pressed={file === current}
                title={file.name}
                onClick={() => onChoose(file)}
              >
                {file.name}
              </button>
            </td>
            <td>{readingInWords(file)}</td>
            <td className={cell.number}>{file.rows.toLocaleString('en-GB')}</td>
            <td className={cell.number}>{file.kept.toLocaleString('en-GB')}</td>
            <td className={cell.number}>{file.unchanged.toLocaleString('en-GB')}</td>
            <td className={cell.number}>{file.quarantined.toLocaleString('en-GB')}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

interface WhatToFixProps {
  readonly file: FileReport;
  readonly preview: PreviewState;
  readonly onFix: (fault: PreviewFault) => void;
}

function WhatToFix({ file, preview, onFix }: WhatToFixProps) {
  const groups = groupProblems(file.problems);
  const faults = preview.status === 'ready' ? preview.value.faults : [];
  const firstOf = (group: ProblemGroup) =>
    faults.find(
      ({ column, reason }) =>
        column !== null && column === group.column && group.reason.startsWith(reason),
    );
  if (groups.length === 0) {
    return (
      <p className={styles.nothing}>
        <CircleCheck size={16} className={styles.good} aria-hidden="true" />
        Nothing to fix in this file.
      </p>
    );
  }
  return (
    <ul className={styles.groups}>
      {groups.map((group) => (
        <li key={`${group.severity} ${group.column} ${group.reason}`}>
          {group.severity === 'warning' ? (
            <TriangleAlert size={16} className={styles.fair} aria-hidden="true" />
          ) : (
            <CircleX size={16} className={styles.bad} aria-hidden="true" />
          )}
          <div>
            <b>{sentence(group.reason)}</b>
            <p>
              {rowsInWords(group)}
              {group.column !== null && `, column ${group.column}`}
            </p>
          </div>
          <FixLink fault={firstOf(group)} onFix={onFix} />
        </li>
      ))}
    </ul>
  );
}

function FixLink({
  fault,
  onFix,
}: {
  readonly fault: PreviewFault | undefined;
  readonly onFix: (fault: PreviewFault) => void;
}) {
  if (!fault) return null;
  return (
    <button
      type="button"
      className={styles.fix}
      aria-label={`Fix: ${fault.reason}`}
      onClick={() => onFix(fault)}
    >
      Fix
    </button>
  );
}

/** Why the files were refused, with every fault that is known. */
export function Refused({
  error,
  children,
}: {
  readonly error: AppError;
  readonly children?: ReactNode;
}) {
  const problems = error.data.problems ?? [];
  return (
    <div className={styles.refused}>
      <FailedState message={error.message} actions={children}>
        Nothing has been saved.
      </FailedState>
      {problems.length > 0 && (
        <div className={styles.refusedList}>
          <Table label="What is wrong">
            <thead>
              <tr>
                <th scope="col">File</th>
                <th scope="col" className={cell.number}>
                  Row
                </th>
                <th scope="col">Column</th>
                <th scope="col">What is wrong</th>
              </tr>
            </thead>
            <tbody>
              {problems.map((problem, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: faults have no name of their own and never move.
                <tr key={index}>
                  <td>{problem.file}</td>
                  <td className={cell.number}>{problem.row?.toLocaleString('en-GB') ?? ''}</td>
                  <td>{problem.column ?? ''}</td>
                  <td className={cell.wrap}>{sentence(problem.reason)}</td>
                </tr>
              ))}
            </tbody>
          </Table>
        </div>
      )}
    </div>
  );
}

function Unreadable({ work, report }: ReportProps) {
  const files = unreadable(report);
  const [first] = files;
  if (!first) return null;
  const isOne = files.length === 1;
  const others = report.files.length - files.length;
  return (
    <div className={styles.unreadable} role="alert">
      <Note tone="danger">
        <p>
          {isOne ? `“${first.name}” cannot be read.` : `${files.length} files cannot be read.`}{' '}
          Nothing can be imported until{' '}
          {isOne ? 'it is corrected or left out.' : 'they are corrected or left out.'}
        </p>
        {others > 0 && (
          <Button onClick={() => work.leaveOut(new Set(files.map((file) => file.name)))}>
            {isOne ? 'Leave it out' : 'Leave them out'}
          </Button>
        )}
      </Note>
    </div>
  );
}

interface ReportProps {
  readonly work: Import;
  readonly report: ImportReport;
}

function Report({ work, report }: ReportProps) {
  const [name, setName] = useState(report.files[0]?.name ?? '');
  const [jump, setJump] = useState<Jump | null>(null);
  const file = report.files.find((one) => one.name === name) ?? report.files[0];
  const preview = usePreview(work, file?.profile ? file.name : null);
  if (!file) return <EmptyState title="There is no file to read" />;
  return (
    <div className={styles.report}>
      <div className={styles.main}>
        {report.isUnchanged && (
          <Note>Every row is in the case already. There is nothing to commit.</Note>
        )}
        <Unreadable work={work} report={report} />
        <Figures report={report} />
        {report.files.length > 1 && (
          <div className={styles.files}>
            <FileList
              files={report.files}
              current={file}
              onChoose={(chosen) => setName(chosen.name)}
            />
          </div>
        )}
        <FileDetail key={file.name} file={file} work={work} preview={preview} jump={jump} />
      </div>
      <aside className={styles.side} aria-label="What to fix">
        <h3>
          What to fix
          <span>{report.files.length > 1 ? file.name : readingInWords(file)}</span>
        </h3>
        <WhatToFix
          file={file}
          preview={preview}
          onFix={(fault) => setJump((last) => ({ fault, number: (last?.number ?? 0) + 1 }))}
        />
        {report.totals.quarantined > 0 && (
          <div className={styles.carryOn}>
            <Note>
              You can carry on without fixing them. Rows that need fixing are left out, kept in
              quarantine and listed in the import record.
            </Note>
          </div>
        )}
        <DeletedRows work={work} report={report} />
        <DryRunTotals report={report} />
      </aside>
    </div>
  );
}

/** Third step: the files read and checked as if they were taken, with nothing saved. */
export function CheckStep({ work }: { readonly work: Import }) {
  const { run } = work;
  switch (run.status) {
    case 'idle':
      return null;
    case 'running':
      // After a correction the rows stay in sight while they are checked again.
      if (work.checked) return <Report work={work} report={work.checked} />;
      return (
        <ImportProgress title="Checking the files" progress={run.progress} onStop={work.stop} />
      );
    case 'stopped':
      return (
        <EmptyState
          title="The check was stopped"
          icon={<CircleMinus size={28} strokeWidth={1.5} aria-hidden="true" />}
          actions={
            <Button look="primary" onClick={work.check}>
              Check again
            </Button>
          }
        >
          Nothing has been saved.
        </EmptyState>
      );
    case 'failed':
      return (
        <Refused error={run.error}>
          <Button onClick={() => work.goTo('files')}>Choose other files</Button>
          <Button onClick={() => void work.mapColumns()}>Map the columns</Button>
          <Button look="primary" onClick={work.check}>
            Check again
          </Button>
        </Refused>
      );
    case 'done':
      return <Report work={work} report={run.report} />;
  }
}
