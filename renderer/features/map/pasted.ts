import type { EntitySummary } from '../../../shared/api/entity.ts';
import { Marking } from '../../../shared/domain/marking.ts';
import { foldText } from '../../../shared/domain/search-text.ts';

/** More lines than a person pastes; more records are brought in by the table or an import. */
export const MOST_PASTED = 200;
/** Longer than any name or reference. */
const MOST_LETTERS = 200;
/** Records that may share a name. */
const MOST_OF_A_NAME = 20;

const REFERENCE = /\b[A-Z]{3}-[0-9A-Z]{6}\b/i;
const RECORD_HEADING = 'record';
const REFERENCE_HEADING = 'reference';

/** What a paste asks for: references and names, each once, as far as they are looked for. */
export interface Pasted {
  readonly wanted: readonly string[];
  /** Lines beyond those that are looked for. */
  readonly left: number;
}

/**
 * Reads references and names, one a line; a table as it was copied here, with its marking and heading, gives those
 * of its rows. A reference within a line stands for the line.
 */
export function readPasted(text: string): Pasted {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (Marking.safeParse(lines[0]?.trim()).success) lines.shift();
  const heading = lines[0]?.split('\t').map(foldText) ?? [];
  const isTable = heading.includes(RECORD_HEADING) || heading.includes(REFERENCE_HEADING);
  if (isTable) lines.shift();
  const column = Math.max(0, heading.indexOf(RECORD_HEADING));
  const own = lines.map((line) => {
    const cell = line.split('\t')[isTable ? column : 0] ?? '';
    return (REFERENCE.exec(line)?.[0].toUpperCase() ?? cell).trim().slice(0, MOST_LETTERS);
  });
  const all = [...new Set(own.filter((one) => one !== ''))];
  return { wanted: all.slice(0, MOST_PASTED), left: Math.max(0, all.length - MOST_PASTED) };
}

/** What the case has of what was pasted. */
interface FoundPasted {
  readonly ids: readonly string[];
  readonly labels: readonly string[];
  readonly missing: number;
}

interface FindOptions {
  /** Searches as the palette does: it finds protected people by their whole reference alone. */
  readonly search: (text: string, limit: number) => Promise<readonly EntitySummary[]>;
  readonly onProgress: (done: number) => void;
}

/** Finds the records that are called exactly so; protected people by their reference alone. */
export async function findPasted(
  wanted: readonly string[],
  { search, onProgress }: FindOptions,
): Promise<FoundPasted> {
  const found = new Map<string, string>();
  let missing = 0;
  for (const [index, text] of wanted.entries()) {
    const folded = foldText(text);
    const own = (await search(text, MOST_OF_A_NAME)).filter(
      ({ id, reference, label, isProtected }) =>
        foldText(reference) === folded ||
        (!isProtected && (id === text || foldText(label) === folded)),
    );
    if (own.length === 0) missing++;
    for (const { id, label } of own) found.set(id, label);
    onProgress(index + 1);
  }
  return { ids: [...found.keys()], labels: [...found.values()], missing };
}

/** What a paste came to, in words. */
export function pasteWords(count: number, missing: number, left: number): string {
  const number = (value: number) => value.toLocaleString('en-GB');
  const lines = (value: number) => `${number(value)} ${value === 1 ? 'line' : 'lines'}`;
  return [
    count === 1 ? '1 record was pasted.' : `${number(count)} records were pasted.`,
    missing > 0 &&
      `${lines(missing)} ${missing === 1 ? 'was' : 'were'} not found: references and whole names are.`,
    left > 0 && `${lines(left)} beyond the first ${number(MOST_PASTED)} were left out.`,
  ]
    .filter(Boolean)
    .join(' ');
}
