import type { ReactNode } from 'react';
import type { FieldEntry } from '../../../shared/api/entity.ts';
import type {
  ComparedField,
  ComparedLever,
  ComparedLink,
  ComparedTie,
  EntityComparison,
  Standing,
} from '../../../shared/api/entity-compare.ts';
import { dateWords } from '../../../shared/domain/date-words.ts';
import { Chip } from '../../ui/Chip.tsx';
import { classNames } from '../../ui/class-names.ts';
import styles from './Compare.module.css';
import { RecordGrade } from './RecordGrade.tsx';
import { CERTAINTY_WORDS, originWords, periodWords, sentence } from './record-words.ts';

/** A line of the comparison: one thing, and what it is for each record. Null: nothing is said of it. */
export interface CompareRow {
  readonly key: string;
  readonly label: string;
  /** Under the label: what kind of thing it is, how it stands. */
  readonly note: string | null;
  readonly standing: Standing;
  readonly cells: readonly ReactNode[];
}

/** Lines of one sort, with the words for how they stand to one another. */
export interface CompareSection {
  readonly id: 'fields' | 'links' | 'licences' | 'levers' | 'sources';
  readonly title: string;
  readonly rows: readonly CompareRow[];
  /** What an empty cell says. */
  readonly silence: string;
  readonly standings: Readonly<Record<Standing, string>>;
  /** Whether lines that not all have say how many do. */
  readonly isCounted: boolean;
  /** What stands in place of the lines where there are none. */
  readonly nothing: string;
  /** Said below the lines. */
  readonly more: string | null;
}

const FIELD_STANDINGS = {
  same: 'Same',
  differs: 'Differs',
  missing: 'Missing',
  alone: 'One only',
} as const;

const SHARED_STANDINGS = {
  same: 'Shared',
  differs: 'Differs',
  missing: 'Not all',
  alone: 'One only',
} as const;

/** Every section of a comparison, in the order in which it is read. */
export function comparedSections(comparison: EntityComparison): readonly CompareSection[] {
  const { fields, links, moreLinks, licences, levers, sources } = comparison;
  return [
    {
      id: 'fields',
      title: 'Fields',
      rows: fields.map(fieldRow),
      silence: 'Not known',
      standings: FIELD_STANDINGS,
      isCounted: false,
      nothing: 'Nothing is recorded of any of them.',
      more: null,
    },
    {
      id: 'links',
      title: 'Linked to',
      rows: links.map(linkRow),
      silence: 'No link',
      standings: SHARED_STANDINGS,
      isCounted: true,
      nothing: 'None of them has a link.',
      more:
        moreLinks === 0
          ? null
          : `${moreLinks.toLocaleString('en-GB')} more that only one of them is linked to are not listed.`,
    },
    {
      id: 'levers',
      title: 'Levers',
      rows: levers.map(leverRow),
      silence: 'Not for this kind',
      standings: FIELD_STANDINGS,
      isCounted: false,
      nothing: 'No lever applies or could apply. This does not mean none exist.',
      more: null,
    },
    {
      id: 'licences',
      title: 'Licences',
      rows: licences.map(({ licence, standing, cells }) => ({
        key: licence.licence.id,
        label: licence.type ?? licence.licence.label,
        note: [licence.number && `Number ${licence.number}`, licence.standingWords]
          .filter(Boolean)
          .join('. '),
        standing,
        cells: cells.map((words) => words && sentence(words)),
      })),
      silence: 'No part in it',
      standings: SHARED_STANDINGS,
      isCounted: true,
      nothing: 'No licence is recorded for any of them.',
      more: null,
    },
    {
      id: 'sources',
      title: 'Sources',
      rows: sources.map(({ sourceId, sourceName, standing, cells }) => ({
        key: sourceId,
        label: sourceName,
        note: null,
        standing,
        cells: cells.map(sourceCell),
      })),
      silence: 'Nothing',
      standings: SHARED_STANDINGS,
      isCounted: true,
      nothing: 'No source speaks of them.',
      more: null,
    },
  ];
}

/** How the records stand to one another in a line: *Same*, *2 of 3*. */
export function standingWords(
  { standing, cells }: CompareRow,
  section: CompareSection,
  partaking: number,
): string {
  if (!section.isCounted || standing !== 'missing') return section.standings[standing];
  return `${cells.filter((cell) => cell !== null).length} of ${partaking}`;
}

/** How many lines differ, in words. */
export function differenceWords(sections: readonly CompareSection[]): string {
  const rows = sections.flatMap((section) => section.rows);
  const differing = rows.filter(({ standing }) => standing !== 'same').length;
  if (differing === 0) return 'Nothing differs.';
  return `${differing.toLocaleString('en-GB')} of ${rows.length.toLocaleString('en-GB')} lines differ.`;
}

function fieldRow({ field, label, standing, cells }: ComparedField): CompareRow {
  return {
    key: field,
    label,
    note: null,
    standing,
    cells: cells.map(fieldCell),
  };
}

function fieldCell({ applies, entries }: ComparedField['cells'][number]): ReactNode {
  if (!applies) return <span className={styles.silent}>Not for this kind</span>;
  if (entries.length === 0) return null;
  return (
    <ul className={styles.values}>
      {entries.map((entry) => (
        <Value key={JSON.stringify([entry.value, entry.display])} entry={entry} />
      ))}
    </ul>
  );
}

/** A value with the grade of the record that speaks for it, and where that came from. */
function Value({ entry }: { readonly entry: FieldEntry }) {
  const [record] = entry.records;
  const more = entry.records.length - 1;
  return (
    <li
      className={classNames(
        !entry.isCurrent && styles.overtaken,
        record?.basis !== 'fact' && styles.intelligence,
      )}
    >
      <p>
        <span className={styles.value}>{entry.display}</span>{' '}
        {record && <RecordGrade record={record} tip="left" />}
      </p>
      {record && (
        <p className={styles.origin}>
          {[
            `${originWords(record)}${more > 0 ? ` and ${more} more` : ''}`,
            !entry.isCurrent && 'Overtaken by another record',
          ]
            .filter(Boolean)
            .join('. ')}
        </p>
      )}
    </li>
  );
}

function linkRow({ other, standing, cells }: ComparedLink): CompareRow {
  return {
    key: other.id,
    label: other.label,
    note: other.reference,
    standing,
    cells: cells.map(tiesCell),
  };
}

function tiesCell(ties: readonly ComparedTie[]): ReactNode {
  if (ties.length === 0) return null;
  return (
    <ul className={styles.values}>
      {ties.map((tie) => (
        <li key={tie.id} className={classNames(tie.basis !== 'fact' && styles.intelligence)}>
          <p>
            <span className={styles.value}>{sentence(tie.words)}</span>{' '}
            <RecordGrade record={tie} tip="left" />
          </p>
          <p className={styles.origin}>
            {`${CERTAINTY_WORDS[tie.certainty]}. ${tie.sourceName}, ${periodWords(tie)}`}
          </p>
        </li>
      ))}
    </ul>
  );
}

function leverRow({ leverId, title, standing, cells }: ComparedLever): CompareRow {
  return {
    key: leverId,
    label: title,
    note: null,
    standing,
    cells: cells.map(answerCell),
  };
}

function answerCell(of: ComparedLever['cells'][number]): ReactNode {
  if (of === null) return null;
  if (of.isHeldForSafeguarding) return <Chip tone="warning">Held</Chip>;
  switch (of.answer) {
    case 'applies':
      return of.strength === 'strong' ? (
        <Chip tone="success">Strong case</Chip>
      ) : (
        <Chip tone="info">Indicative</Chip>
      );
    case 'could-apply':
      return <Chip tone="warning">Needs evidence</Chip>;
    case 'ruled-out':
      return <Chip>Ruled out</Chip>;
  }
}

function sourceCell(of: EntityComparison['sources'][number]['cells'][number]): ReactNode {
  if (of === null) return null;
  return (
    <>
      {of.records === 1 ? '1 record' : `${of.records.toLocaleString('en-GB')} records`}
      <span className={styles.origin}>
        {of.observedOn ? `Latest ${dateWords(of.observedOn)}` : 'Undated'}
      </span>
    </>
  );
}
