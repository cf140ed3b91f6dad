import { resolve } from 'node:path';
import { loadLeverFiles } from '../../../electron/db/lever-catalogue.ts';
import { loadOntology } from '../../../electron/db/resources.ts';
import type { Fields } from '../../../shared/domain/field.ts';
import type { Basis } from '../../../shared/domain/grade.ts';
import { type Condition, Lever } from '../../../shared/domain/lever.ts';
import type { MergeRecord } from '../../../shared/domain/merge.ts';
import type { FactInput, RelationInput } from '../../../shared/levers/draft.ts';
import { createFactStore } from '../../../shared/levers/fact-store.ts';
import type { FactStore } from '../../../shared/levers/facts.ts';

export const RESOURCES = resolve(import.meta.dirname, '../../../resources');
export const ONTOLOGY = loadOntology(RESOURCES);
export const LEVER_FILES = loadLeverFiles(RESOURCES, ONTOLOGY);

/** The day on which every test asks. */
export const TODAY = '2026-07-01';
const OBSERVED = '2026-06-01';

export interface GradeText {
  readonly basis?: Basis;
  /** Such as 2B; none: ungraded. */
  readonly grade?: string;
  readonly observedOn?: string | null;
}

function gradeOf(text: string | undefined): MergeRecord['grade'] {
  return {
    source: text ? (Number(text[0]) as 1 | 2 | 3) : null,
    information: text ? (text[1] as 'A') : null,
    handling: null,
    conditions: null,
  };
}

/** A record of register fact, unless said otherwise. */
export function record(id: string, fields: Fields, how: GradeText = {}): MergeRecord {
  return {
    id,
    basis: how.basis ?? 'fact',
    grade: gradeOf(how.grade),
    category: null,
    observedOn: how.observedOn === undefined ? OBSERVED : how.observedOn,
    recordedAt: '2026-06-02T00:00:00Z',
    isCorrection: false,
    fields,
  };
}

/** An entity of one record of its own id. */
export function entity(
  id: string,
  kind: string,
  fields: Fields = {},
  how: GradeText = {},
): FactInput {
  return {
    id,
    kind,
    label: id,
    isProtected: false,
    records: [record(`${id}-record`, fields, how)],
  };
}

/** A relation, register fact unless said otherwise. */
export function relation(
  type: string | null,
  fromId: string,
  toId: string,
  how: GradeText & { readonly endedOn?: string } = {},
): RelationInput {
  return {
    id: `${fromId} ${type} ${toId}`,
    type,
    fromId,
    toId,
    basis: how.basis ?? 'fact',
    grade: gradeOf(how.grade),
    observedOn: how.observedOn === undefined ? OBSERVED : how.observedOn,
    endedOn: how.endedOn ?? null,
  };
}

export function store(entities: FactInput[], relations: RelationInput[] = []): FactStore {
  return createFactStore(entities, relations, TODAY);
}

/** A lever that asks just this. */
export function leverAsking(condition: Condition, more: Partial<Lever> = {}): Lever {
  return Lever.parse({
    id: 'invented-lever',
    title: 'Invented lever',
    summary: 'For tests.',
    category: 'planning',
    jurisdiction: 'england',
    legalStatus: 'in-force',
    legalBasis: [{ act: 'Invented Act', year: 1999, provision: 's.1' }],
    heldBy: ['unitary'],
    councilHeld: true,
    service: 'Planning',
    appliesTo: ['person', 'business', 'premises', 'vehicle'],
    protectiveForVictims: false,
    triggers: [{ description: 'Asked', strength: 'strong', condition }],
    threshold: 'None.',
    evidence: ['None'],
    rightsOfEntry: { has: false, basis: 'None.', warrantNeeded: false, notice: 'None.' },
    process: ['None'],
    durationOrPenalty: 'None.',
    appeal: 'None.',
    typicalLeadTimeDays: { min: 1, max: 2, estimate: true },
    costBand: { band: 'low', estimate: true },
    disruptionEffect: [],
    intrusiveness: 1,
    fourP: [],
    threatCategories: [],
    safeguards: ['Take care.'],
    confidence: 'high',
    asAt: '2026-07',
    sourceHint: 'None.',
    ...more,
  });
}
