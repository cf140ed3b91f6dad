import { type MergedValue, mergeRecords } from '../../shared/domain/merge.ts';
import { baseTypeOf } from '../../shared/domain/ontology.ts';
import type {
  SignField,
  SignFieldName,
  SignLink,
  SignSource,
} from '../../shared/signs/sign-source.ts';
import { SIGN_FIELDS } from '../../shared/signs/sign-source.ts';
import { readAnalysisSettings } from '../db/analysis-setting.ts';
import { readRecord } from '../db/record.ts';
import type { OpenCase, Session } from './session.ts';

type FieldsOfSigns = ReadonlyMap<SignFieldName, SignField>;

/** The open case as signs are looked for in it. Nothing of protected people is in it, nor links with them. */
export function createSignSource(session: Session, open: OpenCase): SignSource {
  const { ontology } = session;
  const facts = open.levers.facts();
  const links = new Map<string, readonly SignLink[]>();
  const fields = new Map<string, FieldsOfSigns>();

  function linksOf(id: string): readonly SignLink[] {
    let known = links.get(id);
    if (known) return known;
    known = open.relations.neighbours(id).flatMap((row): SignLink[] => {
      const other = facts.get(row.otherId);
      if (row.otherIsProtected === 1 || row.type === null || !other || other.protection !== 'none')
        return [];
      return [
        {
          recordId: row.relationId,
          grade: {
            basis: row.basis,
            source: row.gradeSource,
            information: row.gradeInformation,
          },
          observedOn: row.observedOn ?? row.startedOn,
          type: baseTypeOf(ontology, row.type) ?? row.type,
          direction: row.direction,
          other,
          startedOn: row.startedOn,
          endedOn: row.endedOn,
        },
      ];
    });
    links.set(id, known);
    return known;
  }

  function fieldsOf(id: string): FieldsOfSigns {
    let known = fields.get(id);
    if (known) return known;
    const merged = mergeRecords(open.entities.records(id).map(readRecord));
    known = new Map(
      SIGN_FIELDS.flatMap((name) => {
        const said = fieldOf(merged.get(name) ?? []);
        return said ? [[name, said] as const] : [];
      }),
    );
    fields.set(id, known);
    return known;
  }

  return {
    asOf: session.today(),
    prioritySectors: new Set(readAnalysisSettings(open.connection.db).prioritySectors),
    links: linksOf,
    field: (id, name) => fieldsOf(id).get(name) ?? null,
  };
}

/** What is believed of a field now, by the record believed first. */
function fieldOf(values: readonly MergedValue[]): SignField | null {
  const current = values.find(({ isCurrent }) => isCurrent);
  const record = current?.records[0];
  if (!current || !record || current.value === null || String(current.value) === '') return null;
  return {
    value: String(current.value),
    recordId: record.id,
    grade: {
      basis: record.basis,
      source: record.grade.source,
      information: record.grade.information,
    },
    observedOn: record.observedOn,
  };
}
