import type { Database } from 'better-sqlite3';
import { VIEW_TABLES } from './change-triggers.ts';

/** What changed of a case since something was read from it. */
export interface Touched {
  /** Entities that say something else now, are new, or are gone. */
  readonly entityIds: ReadonlySet<string>;
  /** Relations that may count now or no longer, with the entities that they join or joined. */
  readonly relationEnds: ReadonlyMap<string, ReadonlySet<string>>;
}

/** More changes than these are sooner followed by reading everything anew. */
const MOST_CHANGES = 400;

/** Tables from which neither entities nor relations are computed. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set([
  ...VIEW_TABLES,
  'attachment',
  'report',
  'report_item',
  'report_edit',
  'relation_dispute',
]);

interface ChangeRow {
  readonly table: string;
  readonly rowId: string;
  readonly before: string | null;
  readonly after: string | null;
}

type Image = Readonly<Record<string, string | number | null>>;

/** Tells which entities and relations changed, from the changes of commands. */
export function createTouchedReader(db: Database) {
  const selectNewest = db
    .prepare<[], number>('SELECT COALESCE(MAX(sequence), 0) FROM change')
    .pluck();
  const selectChanges = db.prepare<[number, number], ChangeRow>(
    `SELECT table_name AS "table", row_id AS rowId, before, after FROM change WHERE sequence > ?
     ORDER BY sequence LIMIT ?`,
  );
  const selectAlias = db
    .prepare<[string], string>('SELECT entity_id FROM entity_alias WHERE record_id = ?')
    .pluck();
  const selectEnds = db
    .prepare<[string], [string, string]>(
      'SELECT from_record_id, to_record_id FROM relation WHERE id = ?',
    )
    .raw();
  const entityOf = (recordId: string) => selectAlias.get(recordId) ?? recordId;

  function imagesOf({ before, after }: ChangeRow): readonly Image[] {
    return [before, after].flatMap((image) => (image === null ? [] : [JSON.parse(image) as Image]));
  }

  return {
    /** The latest change there is. */
    newest: () => selectNewest.get() ?? 0,
    /** What changed after this one; null where all must be read anew: an import, a source, or too much at once. */
    since(sequence: number): Touched | null {
      const changes = selectChanges.all(sequence, MOST_CHANGES + 1);
      if (changes.length > MOST_CHANGES) return null;
      const records = new Set<string>();
      const relations = new Map<string, Set<string>>();
      const addRelation = (id: string, ...ends: readonly string[]) => {
        const known = relations.get(id) ?? new Set();
        relations.set(id, known);
        for (const end of [...ends, ...(selectEnds.get(id) ?? [])]) known.add(entityOf(end));
      };
      for (const change of changes) {
        const { table, rowId, before } = change;
        if (WITHOUT_EFFECT.has(table)) continue;
        const images = imagesOf(change);
        switch (table) {
          case 'source':
            // A new one changes nothing of what was there; the grades of another are those of its records.
            if (before !== null) return null;
            break;
          case 'record':
            // A record that comes to speak of another entity takes its relations with it.
            if (new Set(images.map((image) => image.subject_record_id)).size > 1) return null;
            for (const id of [rowId, ...images.flatMap(relatedRecords)]) records.add(id);
            break;
          case 'record_withdrawal':
            records.add(rowId);
            break;
          case 'safeguarding_decision':
            for (const image of images) records.add(String(image.record_id));
            break;
          case 'relation':
            for (const image of images) {
              const ends = [String(image.from_record_id), String(image.to_record_id)];
              addRelation(rowId, ...ends);
              if (image.supersedes_id) addRelation(String(image.supersedes_id), ...ends);
            }
            break;
          case 'relation_withdrawal':
            addRelation(rowId);
            break;
          default:
            return null;
        }
      }
      return { entityIds: new Set([...records].map(entityOf)), relationEnds: relations };
    },
  };
}

export type TouchedReader = ReturnType<typeof createTouchedReader>;

function relatedRecords({ subject_record_id, supersedes_id }: Image): readonly string[] {
  return [subject_record_id, supersedes_id].flatMap((id) => (id ? [String(id)] : []));
}
