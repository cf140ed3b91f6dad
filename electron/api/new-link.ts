import type { NewLink } from '../../shared/api/entity-edit.ts';
import { type Ontology, relationTypeOf } from '../../shared/domain/ontology.ts';
import { insertHandRelation, type Making } from '../db/hand-record.ts';
import { fieldProblem } from './field-value.ts';
import { dateProblems } from './hand-work.ts';
import type { OpenCase } from './session.ts';

type Problem = ReturnType<typeof fieldProblem>;

/** What is wrong with a link between two kinds: its type must fit them, and its dates each other. */
export function typeProblems(
  ontology: Ontology,
  link: {
    readonly type: string;
    readonly fromKind: string;
    readonly toKind: string;
  },
): readonly Problem[] {
  const type = relationTypeOf(ontology, link.type);
  if (type?.from.includes(link.fromKind) && type.to.includes(link.toKind)) return [];
  return [
    fieldProblem('type', 'This type of link does not join such records. Choose one that does.'),
  ];
}

/** What is wrong with the days between which a link held. */
export function periodProblems(period: {
  readonly startedOn: string | null;
  readonly endedOn: string | null;
}): readonly Problem[] {
  const { startedOn, endedOn } = period;
  const faults = dateProblems({ startedOn, endedOn });
  if (faults.length > 0 || startedOn === null || endedOn === null) return faults;
  const length = Math.min(startedOn.length, endedOn.length);
  return endedOn.slice(0, length) < startedOn.slice(0, length)
    ? [fieldProblem('endedOn', 'The end lies before the beginning. Enter a later date.')]
    : [];
}

/** What is wrong with the links of a record that is being made. */
export function linkProblems(
  ontology: Ontology,
  open: OpenCase,
  kind: string,
  links: readonly NewLink[],
): readonly Problem[] {
  return links.flatMap((link) => {
    const other = open.entities.get(link.otherId).kind;
    const [fromKind, toKind] = link.direction === 'out' ? [kind, other] : [other, kind];
    return [
      ...typeProblems(ontology, { type: link.type, fromKind, toKind }),
      ...periodProblems(link),
    ];
  });
}

/** Keeps a link of a record that was just made. Must run within a command. */
export function addLink(open: OpenCase, id: string, link: NewLink, making: Making): string {
  const otherId = open.entities.get(link.otherId).id;
  const [fromId, toId] = link.direction === 'out' ? [id, otherId] : [otherId, id];
  return insertHandRelation(open.connection.db, {
    ...making,
    fromId,
    toId,
    type: link.type,
    sourceType: link.type,
    fields: {},
    startedOn: link.startedOn,
    endedOn: link.endedOn,
    supersedesId: null,
  });
}
