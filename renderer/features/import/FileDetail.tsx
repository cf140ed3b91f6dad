import { CircleX, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { FileReport, ImportProblem } from '../../../shared/api/import.ts';
import { EmptyState } from '../../ui/State.tsx';
import { cell, Table } from '../../ui/Table.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import styles from './FileDetail.module.css';
import { sentence } from './report-words.ts';

interface CellProps {
  readonly text: string;
  readonly problem: ImportProblem | undefined;
}

function SampleCell({ text, problem }: CellProps) {
  if (!problem) {
    return (
      <td className={styles.cell} title={text}>
        {text === '' ? <span className={styles.blank}>Empty</span> : text}
      </td>
    );
  }
  const isWarning = problem.severity === 'warning';
  const Icon = isWarning ? TriangleAlert : CircleX;
  return (
    <td
      className={`${styles.cell} ${isWarning ? styles.doubtful : styles.faulty}`}
      title={problem.reason}
    >
      <span>
        <Icon size={13} aria-hidden="true" />
        {text === '' ? 'Empty' : text}
        <span className="visually-hidden">: {problem.reason}</span>
      </span>
    </td>
  );
}

function SampleRows({ file }: { readonly file: FileReport }) {
  if (file.sample.length === 0) return <EmptyState title="This file has no rows" />;
  const problemAt = new Map(
    file.problems.map((problem) => [`${problem.row} ${problem.column}`, problem]),
  );
  return (
    <Table label={`First rows of ${file.name}`}>
      <thead>
        <tr>
          <th scope="col" className={cell.number}>
            row
          </th>
          {file.columns.map((column, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name; they never move.
            <th key={index} scope="col" className={styles.column} title={column}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {file.sample.map(({ row, cells }) => (
          <tr key={row}>
            <td className={`${cell.number} ${styles.row}`}>{row.toLocaleString('en-GB')}</td>
            {file.columns.map((column, at) => (
              <SampleCell
                // biome-ignore lint/suspicious/noArrayIndexKey: as the columns above.
                key={at}
                text={cells[at] ?? ''}
                problem={problemAt.get(`${row} ${column}`)}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const SEVERITY_WORDS: Readonly<Record<ImportProblem['severity'], string>> = {
  refuse: 'File refused',
  quarantine: 'Left out',
  warning: 'Kept, to check',
};

function Problems({ file }: { readonly file: FileReport }) {
  if (file.problems.length === 0) return <EmptyState title="No faults were found" />;
  return (
    <>
      <Table label={`Faults of ${file.name}`}>
        <thead>
          <tr>
            <th scope="col" className={cell.number}>
              Row
            </th>
            <th scope="col">Column</th>
            <th scope="col">What is wrong</th>
            <th scope="col">What becomes of it</th>
          </tr>
        </thead>
        <tbody>
          {file.problems.map((problem, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: faults have no name of their own and never move.
            <tr key={index}>
              <td className={`${cell.number} ${styles.row}`}>
                {problem.row?.toLocaleString('en-GB') ?? ''}
              </td>
              <td className={styles.column}>{problem.column ?? ''}</td>
              <td className={cell.wrap}>{sentence(problem.reason)}</td>
              <td className={problem.severity === 'warning' ? styles.fair : styles.bad}>
                {SEVERITY_WORDS[problem.severity]}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
      {file.moreProblems > 0 && (
        <p className={styles.more}>and {file.moreProblems.toLocaleString('en-GB')} more</p>
      )}
    </>
  );
}

/** The first rows of a file as received, and its faults by row, column and reason. */
export function FileDetail({ file }: { readonly file: FileReport }) {
  const [tab, setTab] = useState<'sample' | 'problems'>('sample');
  return (
    <div className={styles.detail}>
      <Tabs
        label={file.name}
        tabs={[
          { id: 'sample', label: 'First rows' },
          { id: 'problems', label: 'Faults', count: file.problems.length + file.moreProblems },
        ]}
        value={tab}
        onChange={setTab}
      >
        {tab === 'sample' ? <SampleRows file={file} /> : <Problems file={file} />}
      </Tabs>
    </div>
  );
}
