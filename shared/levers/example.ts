import type { Fields } from '../domain/field.ts';
import type { MergeRecord } from '../domain/merge.ts';
import type { Ontology } from '../domain/ontology.ts';
import type { FactInput, RelationInput } from './draft.ts';
import { evaluateEntity } from './evaluate.ts';
import { createFactStore } from './fact-store.ts';
import type { FactStore } from './facts.ts';
import { compileLevers } from './lever-set.ts';
import type { ExampleEntity, LeverFile } from './schema.ts';

/** The day on which examples are asked, and the day on which what they say was seen. */
const ASKED_ON = '2026-07-01';
const SEEN_ON = '2026-06-01';
/** The entity that an example is about. */
const SUBJECT = 'subject';

function recordOf(id: string, fields: Fields, category: MergeRecord['category']): MergeRecord {
  return {
    id: `${id}-record`,
    basis: 'fact',
    grade: { source: null, information: null, handling: null, conditions: null },
    category,
    observedOn: SEEN_ON,
    recordedAt: `${SEEN_ON}T00:00:00Z`,
    isCorrection: false,
    fields,
  };
}

function inputOf(
  id: string,
  kind: string,
  fields: Fields,
  category: MergeRecord['category'] = null,
): FactInput {
  return { id, kind, label: id, isProtected: false, records: [recordOf(id, fields, category)] };
}

function relationOf(type: string, fromId: string, toId: string): RelationInput {
  return {
    id: `${fromId} ${type} ${toId}`,
    type,
    fromId,
    toId,
    basis: 'fact',
    grade: { source: null, information: null },
    observedOn: SEEN_ON,
    endedOn: null,
  };
}

/** The facts of an example. The entity it is about has the id `subject`. */
export function storeOfExample(example: ExampleEntity): FactStore {
  const entities: FactInput[] = [];
  const relations: RelationInput[] = [];
  const add = (one: ExampleEntity, id: string): void => {
    const fields: Fields = {
      ...one.facts,
      ...(one.indicators && { indicators: one.indicators }),
      ...(one.indicatorsAbsent && { indicatorsAbsent: one.indicatorsAbsent }),
      ...(one.licencesChecked && {
        licencesChecked: one.licencesChecked.map((type) => `${type}=${SEEN_ON}`),
      }),
    };
    entities.push(inputOf(id, one.kind, fields, one.category ?? null));
    for (const type of one.licences ?? []) {
      entities.push(inputOf(`${id}-${type}`, 'licence', { licenceType: type, status: 'in force' }));
      relations.push(relationOf('licence-for', `${id}-${type}`, id));
    }
    for (const [index, link] of (one.links ?? []).entries()) {
      const other = `${id}.${index}`;
      add(link.to, other);
      const [from, to] = link.dir === 'in' ? [other, id] : [id, other];
      relations.push(relationOf(link.type, from, to));
    }
  };
  add(example, SUBJECT);
  return createFactStore(entities, relations, ASKED_ON);
}

/** An example that a lever does not answer as it says. */
export interface ExampleFailure {
  readonly index: number;
  readonly reason: string;
}

/** Asks a lever about each of its examples, and tells those it answers otherwise. */
export function failedExamples(file: LeverFile, ontology: Ontology): ExampleFailure[] {
  const { examples, ...lever } = file;
  const set = compileLevers([lever], ontology);
  return examples.flatMap((example, index): ExampleFailure[] => {
    const subject = storeOfExample(example.entity).get(SUBJECT);
    const [found] = subject ? evaluateEntity(subject, set) : [];
    const wanted = words(example.answer, example.strength ?? null);
    const answered = found ? words(found.answer, found.strength) : 'nothing';
    if (wanted === answered) return [];
    return [{ index, reason: `“${example.is}” should be ${wanted} and is ${answered}` }];
  });
}

function words(answer: string, strength: string | null): string {
  return strength === null ? answer : `${answer} (${strength})`;
}
