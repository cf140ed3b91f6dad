/** A test of a spec's source: its title as written, and those of its steps. */
export interface TestTitles {
  readonly title: string;
  readonly steps: readonly string[];
}

/** Tests that are run, at the beginning of a line as the formatter leaves them: none that is skipped or commented out. */
const TEST = /^( *)test(\.each|\.skipIf|\.for)?(?:<[^(]*>)?\(/gm;
const STEP = /^ *(?:(?:return |const \w+ = )?await )?test\.step\(/gm;
/** A title follows at once, or what the test is run for stands between. */
const TITLE = /\s*(?:'((?:\\.|[^'\\\n])*)'|"((?:\\.|[^"\\\n])*)"|`((?:\\.|[^`\\])*)`)/y;

/** The title that stands at a place of the source; null: it is made elsewhere. */
function titleAt(source: string, place: number): string | null {
  TITLE.lastIndex = place;
  const [, single, double, template] = TITLE.exec(source) ?? [];
  return (single ?? double ?? template)?.replaceAll(/\\(.)/g, '$1') ?? null;
}

/** The end of a test: its own line, or the first line after it that closes what begins so far from the edge. */
function endOf(source: string, place: number, indent: string): number {
  const own = source.indexOf('\n', source.slice(place).search(/\S/) + place);
  if (own < 0) return source.length;
  if (source[own - 1] === ';') return own;
  const found = new RegExp(`^${indent}(?:\\}.*)?\\);$`, 'm').exec(source.slice(own + 1));
  return found ? own + 1 + found.index : source.length;
}

/** Every test in the source of a spec, with its steps; titles that are no literal are left out. */
export function readTestTitles(source: string): TestTitles[] {
  return Array.from(source.matchAll(TEST)).flatMap((head) => {
    const [whole, indent = '', modifier] = head;
    const begin = head.index + whole.length;
    const second = modifier ? source.indexOf(')(', begin) + 2 : begin;
    const title = modifier && second < 2 ? null : titleAt(source, second);
    if (title === null) return [];
    const body = source.slice(begin, endOf(source, second, indent));
    const steps = Array.from(body.matchAll(STEP)).flatMap(
      (step) => titleAt(body, step.index + step[0].length) ?? [],
    );
    return [{ title, steps }];
  });
}

/** Whether a test as it is reported has this title as it is written, in which `${…}`, `%s` and `$name` stand for anything. */
export function isTitled(written: string, reported: string): boolean {
  const parts = written.split(/\$\{[^}]*\}|%[sdifjo]|\$\w+/);
  const pattern = parts.map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('.+');
  return new RegExp(`^${pattern}$`, 's').test(reported);
}
