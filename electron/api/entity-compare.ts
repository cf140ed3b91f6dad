import type { EntityDetail, FieldEntry } from '../../shared/api/entity.ts';
import type {
  ComparedField,
  ComparedLever,
  ComparedLicence,
  ComparedLink,
  ComparedSource,
  ComparedTie,
  EntityComparison,
  Standing,
} from '../../shared/api/entity-compare.ts';
import { AppError } from '../../shared/api/errors.ts';
import { certaintyOf } from '../../shared/domain/grade.ts';
import { kindOf } from '../../shared/domain/ontology.ts';
import { foldText } from '../../shared/domain/search-text.ts';
import type { EntityRow } from '../db/entity.ts';
import { gradeOf } from '../db/record.ts';
import type { NeighbourRow } from '../db/relation.ts';
import { detailOf, relationWords } from './entity-detail.ts';
import { isLicence, licencesOf } from './licence.ts';
import { os } from './os.ts';
import type { OpenCase, Session } from './session.ts';
import { summaryOf } from './summary.ts';

/** Things that a single record is linked to, listed for each; what several share is listed whole. */
const OWN_LINKS = 50;
const SHARED_LINKS = 500;

/** One of the compared records. */
interface Compared {
  readonly row: EntityRow;
  readonly detail: EntityDetail;
  /** None where it is withheld, and none with protected people. */
  readonly neighbours: readonly NeighbourRow[];
  readonly hasWithheldLinks: boolean;
}

interface Work {
  readonly session: Session;
  readonly open: OpenCase;
  readonly compared: readonly Compared[];
}

/** Handlers of `entity` that put records side by side. */
export const entityCompareHandlers = {
  compare: os.entity.compare.handler(async ({ input, context }) => {
    const { session } = context;
    const open = session.open();
    await open.levers.ready('facts');
    const rows = [...new Map(input.ids.map((id) => open.entities.get(id)).map(byId)).values()];
    if (rows.length < 2)
      throw new AppError(
        'invalid-value',
        'These are one and the same record. Choose two different ones to compare.',
      );
    const work = { session, open, compared: rows.map((row) => comparedOf(session, open, row)) };
    const comparison = comparisonOf(work);
    context.touch([
      ...rows.map(({ id }) => id),
      ...comparison.links.map(({ other }) => other.id),
      ...comparison.licences.map(({ licence }) => licence.licence.id),
    ]);
    return comparison;
  }),
};

function byId(row: EntityRow): readonly [string, EntityRow] {
  return [row.id, row];
}

function comparedOf(session: Session, open: OpenCase, row: EntityRow): Compared {
  const all = row.isProtected === 1 ? [] : open.relations.neighbours(row.id);
  const neighbours = all.filter(({ otherIsProtected }) => otherIsProtected === 0);
  return {
    row,
    detail: detailOf(session, open, row, { isRevealed: false }),
    neighbours,
    hasWithheldLinks: row.isProtected === 1 || neighbours.length < all.length,
  };
}

function comparisonOf(work: Work): EntityComparison {
  const { compared } = work;
  const { links, moreLinks } = linksOf(work);
  return {
    records: compared.map(({ detail: { summary, kindLabel, isWithheld } }) => ({
      summary,
      kindLabel,
      isWithheld,
    })),
    fields: fieldsOf(work),
    between: betweenOf(work),
    links,
    moreLinks,
    hasWithheldLinks: compared.some(({ hasWithheldLinks }) => hasWithheldLinks),
    licences: sharedLicences(work),
    levers: leversOf(work),
    sources: sourcesOf(work),
  };
}

/** How cells stand to one another; null: silent, undefined: takes no part. */
function standingOf(cells: readonly (string | null | undefined)[]): Standing {
  const taking = cells.filter((cell) => cell !== undefined);
  if (taking.length < 2) return 'alone';
  const said = new Set(taking.filter((cell) => cell !== null));
  if (said.size > 1) return 'differs';
  return taking.includes(null) ? 'missing' : 'same';
}

/** What stands for a cell in a comparison: what is withheld takes no part. */
function part<T>({ detail }: Compared, cell: T | null, text: (cell: T) => string) {
  if (detail.isWithheld) return undefined;
  return cell === null ? null : text(cell);
}

function fieldsOf({ session, compared }: Work): ComparedField[] {
  const kinds = compared.map(({ row }) => kindOf(session.ontology, row.kind));
  const said = compared.map(({ detail }) => entriesOf(detail));
  const fields = new Map(
    kinds.flatMap((kind) => kind?.fields ?? []).map((field) => [field.id, field]),
  );
  return [...fields.values()].flatMap((field) => {
    const cells = compared.map((_, index) => ({
      applies: kinds[index]?.fields.some(({ id }) => id === field.id) ?? false,
      entries: said[index]?.get(field.id) ?? [],
    }));
    if (cells.every(({ entries }) => entries.length === 0)) return [];
    const texts = compared.map((one, index) => {
      const { applies, entries } = cells[index] ?? { applies: false, entries: [] };
      return applies ? part(one, currentText(entries), (text) => text) : undefined;
    });
    return [{ field: field.id, label: field.label, standing: standingOf(texts), cells }];
  });
}

/** Every value of a record by its field: what registers and reports say of one value stands together. */
function entriesOf(detail: EntityDetail): ReadonlyMap<string, FieldEntry[]> {
  const fields = new Map<string, Map<string, FieldEntry>>();
  if (detail.isWithheld) return new Map();
  for (const entry of [...detail.facts, ...detail.intelligence]) {
    const values = fields.get(entry.field) ?? new Map<string, FieldEntry>();
    fields.set(entry.field, values);
    const key = JSON.stringify([entry.value, entry.display]);
    const known = values.get(key);
    values.set(
      key,
      known ? { ...known, records: [...known.records, ...entry.records] } : { ...entry },
    );
  }
  return new Map(
    [...fields].map(([field, values]) => [
      field,
      [...values.values()].sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent)),
    ]),
  );
}

/** What is believed now, as it compares: whatever its case, spacing and order. */
function currentText(entries: readonly FieldEntry[]): string | null {
  const current = entries.filter(({ isCurrent, display }) => isCurrent && display !== 'Not known');
  if (current.length === 0) return null;
  return current
    .map(({ display }) => foldText(display))
    .sort()
    .join('\n');
}

function tieOf(session: Session, row: NeighbourRow): ComparedTie {
  const grade = gradeOf(row);
  return {
    id: row.relationId,
    words: relationWords(session.ontology, row),
    certainty: certaintyOf(row.basis, grade),
    basis: row.basis,
    grade,
    startedOn: row.startedOn,
    endedOn: row.endedOn,
    observedOn: row.observedOn,
    sourceName: row.sourceName,
  };
}

function betweenOf({ session, compared }: Work): EntityComparison['between'] {
  return compared.flatMap(({ row, neighbours }, index) =>
    neighbours
      .filter(({ otherId }) => compared.slice(index + 1).some((other) => other.row.id === otherId))
      .map((tie) => ({ from: row.id, to: tie.otherId, tie: tieOf(session, tie) })),
  );
}

/** What the records are linked to besides one another, licences apart: what most share first, then what is one's own. */
function linksOf({ session, open, compared }: Work): {
  readonly links: ComparedLink[];
  readonly moreLinks: number;
} {
  const own = new Set(compared.map(({ row }) => row.id));
  const ties = new Map<string, NeighbourRow[][]>();
  for (const [index, { neighbours }] of compared.entries()) {
    for (const tie of neighbours) {
      if (own.has(tie.otherId) || isLicence(session.ontology, tie.otherKind)) continue;
      const cells = ties.get(tie.otherId) ?? compared.map(() => []);
      ties.set(tie.otherId, cells);
      cells[index]?.push(tie);
    }
  }
  const all = [...ties].map(([id, cells]) => ({
    id,
    cells,
    shares: cells.filter((cell) => cell.length > 0).length,
  }));
  const shared = all.filter(({ shares }) => shares > 1).slice(0, SHARED_LINKS);
  const alone = compared.flatMap((_, index) =>
    all.filter(({ shares, cells }) => shares === 1 && cells[index]?.length).slice(0, OWN_LINKS),
  );
  const links = [...shared, ...alone]
    .map(({ id, cells, shares }) => ({
      shares,
      other: summaryOf(session.ontology, open.entities.get(id), open),
      // Being linked to the same is what is shared, in whatever words.
      standing: standingOf(
        compared.map((one, index) => part(one, cells[index]?.length ? 'linked' : null, (it) => it)),
      ),
      cells: cells.map((cell) => cell.map((tie) => tieOf(session, tie))),
    }))
    .sort((a, b) => b.shares - a.shares || (a.other.label < b.other.label ? -1 : 1))
    .map(({ other, standing, cells }) => ({ other, standing, cells }));
  return { links, moreLinks: all.length - links.length };
}

function sharedLicences({ session, open, compared }: Work): ComparedLicence[] {
  const held = compared.map(({ neighbours }) => licencesOf(session, open, neighbours));
  const licences = new Map(held.flat().map((entry) => [entry.licence.id, entry]));
  return [...licences.values()].map(({ licence, type, number, standing, standingWords }) => {
    const cells = held.map(
      (entries) => entries.find((entry) => entry.licence.id === licence.id)?.words ?? null,
    );
    return {
      licence: { licence, type, number, standing, standingWords },
      standing: standingOf(
        compared.map((one, index) => part(one, cells[index] ?? null, () => 'held')),
      ),
      cells,
    };
  });
}

function leversOf({ session, open, compared }: Work): ComparedLever[] {
  const answers = compared.map(({ row, detail }) =>
    detail.isWithheld ? [] : open.levers.forEntity(row.id),
  );
  return session.catalogue
    .map(({ id, title }) => {
      const cells = answers.map((evaluations) => {
        const found = evaluations.find(({ leverId }) => leverId === id);
        return (
          found && {
            answer: found.answer,
            strength: found.strength,
            isHeldForSafeguarding: found.guards.heldForSafeguarding,
          }
        );
      });
      return {
        leverId: id,
        title,
        // A lever that is not for the kind of a record is not asked of it: it takes no part.
        standing: standingOf(cells.map((cell) => cell && `${cell.answer} ${cell.strength}`)),
        cells: cells.map((cell) => cell ?? null),
      };
    })
    .filter(({ cells }) => cells.some((cell) => cell && cell.answer !== 'ruled-out'))
    .sort((a, b) => leverOrder(a) - leverOrder(b) || (a.title < b.title ? -1 : 1));
}

/** What applies to one of the records at least goes first, strong before indicative. */
function leverOrder({ cells }: ComparedLever): number {
  const orders = cells.map((cell) =>
    cell?.answer === 'applies' ? (cell.strength === 'strong' ? 0 : 1) : 2,
  );
  return Math.min(...orders);
}

function sourcesOf({ compared }: Work): ComparedSource[] {
  const names = new Map<string, string>();
  const counts = compared.map(({ detail }) => {
    const sources = new Map<string, { records: number; observedOn: string | null }>();
    for (const { sourceId, sourceName, observedOn } of detail.isWithheld ? [] : detail.records) {
      names.set(sourceId, sourceName);
      const known = sources.get(sourceId) ?? { records: 0, observedOn: null };
      const isLater = observedOn !== null && observedOn > (known.observedOn ?? '');
      sources.set(sourceId, {
        records: known.records + 1,
        observedOn: isLater ? observedOn : known.observedOn,
      });
    }
    return sources;
  });
  return [...names]
    .map(([sourceId, sourceName]) => {
      const cells = counts.map((sources) => sources.get(sourceId) ?? null);
      return {
        sourceId,
        sourceName,
        standing: standingOf(
          compared.map((one, index) => part(one, cells[index] ?? null, () => 'speaks')),
        ),
        cells,
      };
    })
    .sort((a, b) => (a.sourceName < b.sourceName ? -1 : 1));
}
