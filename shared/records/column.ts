import type { EntityRow } from '../api/entity.ts';
import { kindOf, type Ontology, termFor } from '../domain/ontology.ts';
import { queryFields } from '../query/key.ts';
import { quote } from '../query/lex.ts';
import type { QuerySort } from '../query/sort.ts';

/** A column of the table: what it is called, how wide it begins, and what its cells say. */
export interface ColumnDefinition {
  readonly id: string;
  readonly label: string;
  readonly widthPx: number;
  readonly isNumber: boolean;
  /** What the rows are ordered by when its head is chosen; null: it orders nothing. */
  readonly sort: QuerySort | null;
  /** Whether the first choice of its head puts the most first. */
  readonly beginsDescending: boolean;
  /** Field of the ontology that it shows. */
  readonly field: string | null;
  /** Whether it tells dates or amounts of links, which rows bring where they are asked to. */
  readonly hasLinkSpan: boolean;
  readonly textOf: (row: EntityRow) => string;
  /** The condition that keeps rows that say the same; null: none does. */
  readonly filterOf: (row: EntityRow) => string | null;
}

/** The first column: it stays in sight and cannot be put away. */
export const RECORD_COLUMN = 'record';
const FIELD_WIDTH_PX = 150;

const STRENGTH_WORDS = { strong: 'Strong', indicative: 'Indicative' } as const;

type Usual = 'isNumber' | 'beginsDescending' | 'field' | 'hasLinkSpan';
type Plain = Omit<ColumnDefinition, Usual> & Partial<Pick<ColumnDefinition, Usual>>;

function column(plain: Plain): ColumnDefinition {
  return { isNumber: false, beginsDescending: false, field: null, hasLinkSpan: false, ...plain };
}

/** A role as rows tell it. */
export function roleWords(ontology: Ontology, { isProtected, role }: EntityRow): string {
  if (isProtected) return 'Protected';
  return role === null ? '' : (termFor(ontology, 'roles', role)?.label ?? role);
}

const NONE = () => null;

function fixedColumns(ontology: Ontology): ColumnDefinition[] {
  return [
    column({
      id: RECORD_COLUMN,
      label: 'Record',
      widthPx: 230,
      sort: 'label',
      textOf: ({ label }) => label,
      filterOf: ({ label, isProtected, reference }) => quote(isProtected ? reference : label),
    }),
    column({
      id: 'kind',
      label: 'Kind',
      widthPx: 110,
      sort: 'type',
      textOf: ({ kind }) => kindOf(ontology, kind)?.label ?? kind,
      filterOf: ({ kind }) => `type:${kind}`,
    }),
    column({
      id: 'role',
      label: 'Role',
      widthPx: 150,
      sort: 'role',
      textOf: (row) => roleWords(ontology, row),
      filterOf: ({ role, isProtected }) =>
        isProtected ? 'protected:yes' : `role:${role ?? 'none'}`,
    }),
    column({
      id: 'links',
      label: 'Links',
      widthPx: 68,
      isNumber: true,
      beginsDescending: true,
      sort: 'links',
      textOf: ({ linkCount }) => `${linkCount}`,
      filterOf: ({ linkCount }) => `links:${linkCount}`,
    }),
    column({
      id: 'levers',
      label: 'Levers',
      widthPx: 76,
      beginsDescending: true,
      sort: 'levers',
      textOf: ({ leverCount }) => (leverCount === null ? '' : `${leverCount}`),
      filterOf: ({ leverCount }) => (leverCount === null ? null : `lever:${leverCount}`),
    }),
    column({
      id: 'best-lever',
      label: 'Best lever',
      widthPx: 190,
      sort: null,
      textOf: ({ detail }) => detail?.bestLever?.title ?? '',
      filterOf: NONE,
    }),
    column({
      id: 'strength',
      label: 'Case',
      widthPx: 90,
      sort: null,
      textOf: ({ detail }) => (detail?.bestLever ? STRENGTH_WORDS[detail.bestLever.strength] : ''),
      filterOf: NONE,
    }),
    column({
      id: 'grade',
      label: 'Grade',
      widthPx: 92,
      sort: 'grade',
      textOf: ({ detail }) => (detail ? gradeText(detail) : ''),
      filterOf: ({ detail }) => (detail ? gradeFilter(detail) : null),
    }),
    column({
      id: 'handling',
      label: 'Handling',
      widthPx: 84,
      sort: null,
      textOf: ({ detail }) => detail?.grade.handling ?? '',
      filterOf: NONE,
    }),
    column({
      id: 'seen',
      label: 'Last seen',
      widthPx: 100,
      beginsDescending: true,
      sort: 'seen',
      textOf: ({ lastSeenOn }) => dateWords(lastSeenOn),
      filterOf: ({ lastSeenOn }) => `seen:${lastSeenOn ?? 'none'}`,
    }),
    column({
      id: 'observed',
      label: 'Observed on',
      widthPx: 104,
      sort: null,
      textOf: ({ detail }) => dateWords(detail?.observedOn ?? null),
      filterOf: NONE,
    }),
    column({
      id: 'first-linked',
      label: 'First linked',
      widthPx: 104,
      sort: null,
      hasLinkSpan: true,
      textOf: ({ linkSpan }) => dateWords(linkSpan?.firstOn ?? null),
      filterOf: NONE,
    }),
    column({
      id: 'last-linked',
      label: 'Last linked',
      widthPx: 104,
      sort: null,
      hasLinkSpan: true,
      textOf: ({ linkSpan }) => dateWords(linkSpan?.lastOn ?? null),
      filterOf: NONE,
    }),
    column({
      id: 'link-amount',
      label: 'Amounts of links',
      widthPx: 130,
      isNumber: true,
      sort: null,
      hasLinkSpan: true,
      textOf: ({ linkSpan }) => linkSpan?.amount?.toLocaleString('en-GB') ?? '',
      filterOf: NONE,
    }),
    column({
      id: 'source',
      label: 'Source',
      widthPx: 190,
      sort: 'source',
      textOf: ({ detail }) => detail?.sourceNames.join(', ') ?? '',
      filterOf: ({ detail }) => {
        const [first] = detail?.sourceNames ?? [];
        return first === undefined ? null : `source:${quote(first)}`;
      },
    }),
    column({
      id: 'reference',
      label: 'Reference',
      widthPx: 120,
      sort: null,
      textOf: ({ reference }) => reference,
      filterOf: ({ reference }) => quote(reference),
    }),
  ];
}

/** Every column that the table can show: what all records have, then each field of the ontology. */
export function columnsOf(ontology: Ontology): readonly ColumnDefinition[] {
  const fields = [...queryFields(ontology).values()].map((field) =>
    column({
      id: `field:${field.id}`,
      label: field.label,
      widthPx: FIELD_WIDTH_PX,
      isNumber: ['integer', 'number', 'money'].includes(field.type),
      sort: `field:${field.id}`,
      field: field.id,
      textOf: ({ values }) => values[field.id] ?? '',
      filterOf: ({ values, isProtected }) => {
        const value = values[field.id];
        if (isProtected) return null;
        return value === undefined ? `${field.id}:none` : `${field.id}:${quote(value)}`;
      },
    }),
  );
  return [...fixedColumns(ontology), ...fields];
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function dateWords(iso: string | null): string {
  if (iso === null) return '';
  const [year = '', month, day] = iso.slice(0, 10).split('-');
  const name = MONTHS[Number(month) - 1];
  if (name === undefined) return year;
  return day === undefined ? `${name} ${year}` : `${Number(day)} ${name} ${year}`;
}

type Detail = NonNullable<EntityRow['detail']>;

function gradeText({ basis, grade }: Detail): string {
  const { source, information, handling } = grade;
  if (source !== null || information !== null)
    return `${source ?? ''}${information ?? ''}${handling ?? ''}`;
  // A letter alone would read as a grade of the information.
  return [basis === 'fact' ? 'Fact' : 'Ungraded', handling].filter(Boolean).join(' ');
}

function gradeFilter({ basis, grade }: Detail): string {
  const { source, information } = grade;
  if (source !== null && information !== null) return `grade:${source}${information}`;
  return basis === 'fact' ? 'grade:fact' : 'grade:ungraded';
}
