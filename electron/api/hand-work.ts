import { AppError } from '../../shared/api/errors.ts';
import type { Fields } from '../../shared/domain/field.ts';
import { fieldFault, isRealDate } from '../../shared/domain/field-check.ts';
import { type KindDefinition, kindOf, type Ontology } from '../../shared/domain/ontology.ts';
import { type Origin, originFaults } from '../../shared/domain/origin.ts';
import { maskCommandNames, nameCommand, runCommand } from '../db/command.ts';
import { fieldProblem } from './field-value.ts';
import { maskedLabel } from './protected-name.ts';
import type { OpenCase, Session } from './session.ts';
import { referenceFor } from './summary.ts';

type Problem = ReturnType<typeof fieldProblem>;

const LONGEST_NAME = 120;

/** @throws {AppError} `invalid-value` with every problem, the first as its message */
export function refuseProblems(problems: readonly Problem[]): void {
  const [first] = problems;
  if (first) throw new AppError('invalid-value', first.reason, { problems: [...problems] });
}

/** @throws {AppError} `invalid-value` for a kind that the ontology lacks */
export function kindNamed(ontology: Ontology, id: string): KindDefinition {
  const kind = kindOf(ontology, id);
  if (!kind) throw new AppError('invalid-value', 'There is no such kind of record.');
  return kind;
}

/** What is wrong with fields of a form. */
export function fieldProblems(
  ontology: Ontology,
  kind: KindDefinition,
  fields: Fields,
): readonly Problem[] {
  return Object.entries(fields).flatMap(([id, value]) => {
    const field = kind.fields.find((candidate) => candidate.id === id);
    if (!field) return [fieldProblem(id, `A ${kind.label.toLowerCase()} has no field “${id}”.`)];
    const fault = fieldFault(ontology, field, value);
    return fault === null ? [] : [fieldProblem(id, fault)];
  });
}

/** What is wrong with dates, by the name of each. */
export function dateProblems(dates: Readonly<Record<string, string | null>>): readonly Problem[] {
  return Object.entries(dates).flatMap(([name, date]) =>
    date === null || isRealDate(date)
      ? []
      : [fieldProblem(name, 'Enter a real date such as 2026-03-27, or a part of one.')],
  );
}

/** What is wrong with where something comes from. */
export function originProblems(origin: Origin): readonly Problem[] {
  return [
    ...Object.entries(originFaults(origin)).map(([part, reason]) => fieldProblem(part, reason)),
    ...dateProblems({ observedOn: origin.observedOn, reviewOn: origin.reviewOn }),
  ];
}

/** What an entity may be called in the name of a command: never a protected person's name. */
export function safeLabel(session: Session, open: OpenCase, id: string): string {
  const row = open.entities.find(id);
  if (!row) return 'a record';
  if (row.isProtected) return referenceFor(session.ontology, row);
  return maskedLabel(session.ontology, open, row);
}

/**
 * Runs hand work as one command that is named by what came of it, and computes the entities it touched anew.
 * Whoever becomes protected by it leaves the names of earlier commands too.
 */
export function runHandWork<T>(
  session: Session,
  open: OpenCase,
  options: {
    readonly reason: string;
    /** Entities that are there before, whose protection the work may change. */
    readonly about?: readonly string[];
    /** The work; gives the records to project, and what comes of it. */
    readonly work: () => { readonly recordIds: readonly string[]; readonly result: T };
    readonly nameOf: (result: T) => string;
  },
): T {
  const before = (options.about ?? []).flatMap((id) => {
    const row = open.entities.find(id);
    return row && !row.isProtected ? [row] : [];
  });
  const { db } = open.connection;
  const result = runCommand(
    db,
    { name: 'Change', author: open.user, reason: options.reason },
    (commandId) => {
      const done = options.work();
      open.projection.projectRecords(done.recordIds);
      for (const row of before)
        if (open.entities.find(row.id)?.isProtected)
          maskCommandNames(db, row.label, referenceFor(session.ontology, row));
      nameCommand(db, commandId, options.nameOf(done.result).slice(0, LONGEST_NAME));
      return done.result;
    },
  );
  session.changed();
  return result;
}

/** @throws {AppError} `case-read-only` */
export function writableCase(session: Session): OpenCase {
  const open = session.open();
  if (open.connection.isReadOnly)
    throw new AppError(
      'case-read-only',
      'This case is open for reading only. Open it where it can be written, then change it.',
    );
  return open;
}
