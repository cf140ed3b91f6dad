import { useState } from 'react';
import type { FileReport, ImportProblem } from '../../../shared/api/import.ts';
import { EmptyState } from '../../ui/State.tsx';
import { cell, Table } from '../../ui/Table.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import styles from './FileDetail.module.css';
import { type Jump, PreviewGrid } from './PreviewGrid.tsx';
import { sentence } from './report-words.ts';
import type { Import } from './use-import.ts';
import type { PreviewState } from './use-preview.ts';

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

interface FileDetailProps {
  readonly file: FileReport;
  readonly work: Import;
  readonly preview: PreviewState;
  readonly jump: Jump | null;
}

/** The rows of a file with their faults cell by cell, to be corrected in place, and the list of faults. */
export function FileDetail({ file, work, preview, jump }: FileDetailProps) {
  const [tab, setTab] = useState<'sample' | 'problems'>('sample');
  const [seen, setSeen] = useState(jump);
  if (jump !== seen) {
    // A fault to be fixed is shown among the rows.
    setSeen(jump);
    setTab('sample');
  }
  return (
    <div className={styles.detail}>
      <Tabs
        label={file.name}
        tabs={[
          { id: 'sample', label: 'Rows' },
          { id: 'problems', label: 'Faults', count: file.problems.length + file.moreProblems },
        ]}
        value={tab}
        onChange={setTab}
      >
        {tab === 'sample' ? (
          <PreviewGrid file={file} work={work} preview={preview} jump={jump} />
        ) : (
          <Problems file={file} />
        )}
      </Tabs>
    </div>
  );
}
