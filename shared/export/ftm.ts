import type { Fields } from '../domain/field.ts';
import {
  type ExportedGraph,
  type ExportedLink,
  type ExportedNode,
  gradeText,
  headLines,
} from './exported.ts';
import { FTM_EDGES, FTM_SCHEMATA, type FtmEdge, ftmEdgeFor } from './ftm-schema.ts';

/** Where a line keeps what FollowTheMoney has no property for. Its readers hand it on untouched. */
export const FTM_OWN = 'achilles';

const UNKNOWN: FtmEdge = { source: 'subject', target: 'object', words: 'role', readAs: null };
const NO_SCHEMA = { name: 'Asset', properties: {} };

/**
 * A graph as FollowTheMoney entities, one JSON object a line. Ids are those of the case, so that the same export
 * twice gives the same entities. Fields and grades that no property takes stand under `achilles`.
 *
 * Source: FollowTheMoney 4: entities as `id`, `schema` and `properties`, whose values are lists of text; links are
 * entities of a schema with an edge; dates may be partial.
 */
export function* writeFtm({ head, nodes, links }: ExportedGraph): Generator<string, void> {
  const kinds = new Map<string, string>();
  let about: object = { about: [head.title, ...headLines(head)] };
  function line(entity: FtmEntity, own: object): string {
    const written = JSON.stringify({
      ...entity,
      [FTM_OWN]: { marking: head.marking, ...own, ...about },
    });
    // Said once: a file of lines has no head.
    about = {};
    // Readers that part lines at every separator of Unicode would cut a line here.
    return `${written.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029').replaceAll('\u0085', '\\u0085')}\n`;
  }
  for (const node of nodes) {
    kinds.set(node.id, node.baseKind);
    yield line(...thingOf(node));
  }
  for (const link of links) {
    const [from = '', to = ''] = [kinds.get(link.fromId), kinds.get(link.toId)];
    yield line(...tieOf(link, from, to));
  }
}

interface FtmEntity {
  readonly id: string;
  readonly schema: string;
  readonly properties: Readonly<Record<string, readonly string[]>>;
}

function thingOf(node: ExportedNode): [FtmEntity, object] {
  const { name, properties: propertyOf } = FTM_SCHEMATA[node.baseKind] ?? NO_SCHEMA;
  const { taken, rest } = placed(node.fields, propertyOf);
  // Entities are shown by their names, and most schemata require one.
  const named = taken.name ?? [node.label];
  return [
    { id: node.id, schema: name, properties: { ...taken, name: named } },
    {
      kind: node.kind,
      label: node.label,
      reference: node.reference,
      ...said({
        category: node.category,
        observedOn: node.observedOn,
        basis: node.basis,
        grade: gradeText(node),
      }),
      ...(taken.name === undefined && { isNameMade: true }),
      ...(Object.keys(rest).length > 0 && { fields: rest }),
    },
  ];
}

function tieOf(link: ExportedLink, fromKind: string, toKind: string): [FtmEntity, object] {
  const { schema, isReversed } = ftmEdgeFor(link.baseType, fromKind, toKind);
  const edge = FTM_EDGES[schema] ?? UNKNOWN;
  const [source, target] = isReversed ? [link.toId, link.fromId] : [link.fromId, link.toId];
  const { taken, rest } = placed(link.fields, schema === 'Payment' ? { amount: 'amount' } : {});
  return [
    {
      id: link.id,
      schema,
      properties: {
        [edge.source]: [source],
        [edge.target]: [target],
        [edge.words]: [link.label],
        ...(link.startedOn !== null && { startDate: [link.startedOn] }),
        ...(link.endedOn !== null && { endDate: [link.endedOn] }),
        ...(link.observedOn !== null && { date: [link.observedOn] }),
        ...taken,
      },
    },
    {
      type: link.type,
      ...(isReversed && { isReversed }),
      ...said({ certainty: link.certainty, basis: link.basis, grade: gradeText(link) }),
      ...(Object.keys(rest).length > 0 && { fields: rest }),
    },
  ];
}

/** Fields as properties, and those that no property takes. */
function placed(fields: Fields, propertyOf: Readonly<Record<string, string>>) {
  const taken: Record<string, string[]> = {};
  const rest: Record<string, Fields[string]> = {};
  for (const [id, value] of Object.entries(fields)) {
    const property = Object.hasOwn(propertyOf, id) ? propertyOf[id] : undefined;
    if (value === null) continue;
    // Yes, no and dates that are none would be read as something else, or dropped.
    if (property === undefined || typeof value === 'boolean' || isNoDate(property, value))
      rest[id] = value;
    else taken[property] = (Array.isArray(value) ? value : [String(value)]).filter(Boolean);
  }
  return { taken, rest };
}

function isNoDate(property: string, value: Fields[string]): boolean {
  return /date$/i.test(property) && !/^\d{4}(?:-\d{2}){0,2}$/.test(String(value));
}

function said(values: Readonly<Record<string, string | null>>): Record<string, string> {
  const known: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) if (value !== null) known[name] = value;
  return known;
}
