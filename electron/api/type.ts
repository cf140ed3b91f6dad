import { readFileSync, statSync } from 'node:fs';
import { AppError, notFound } from '../../shared/api/errors.ts';
import type { TypeFileReport } from '../../shared/api/type.ts';
import { type OwnItem, ownItems, ownKeyOf, ownTypesOf } from '../../shared/domain/own-type.ts';
import { ownTypeProblems } from '../../shared/domain/own-type-check.ts';
import { runCommand } from '../db/command.ts';
import {
  countOwnUses,
  itemName,
  readOwnTypes,
  removeOwnItem,
  writeOwnItem,
} from '../db/own-type.ts';
import { LARGEST_TYPE_FILE_BYTES, readTypeFile, writeTypeFile } from '../formats/own-type-file.ts';
import { fieldProblem } from './field-value.ts';
import { refuseProblems, writableCase } from './hand-work.ts';
import { os } from './os.ts';
import type { RegisteredFile } from './registered-file.ts';
import type { OpenCase, Session } from './session.ts';
import { countMentions, labelOfItem, meaningFault, needOf, withItems } from './type-guard.ts';
import { readTypeUses } from './type-use.ts';

/** The roles that may change the types of a case: everybody's forms, imports and lists go by them. */
const TYPE_KEEPERS: ReadonlySet<string> = new Set(['supervisor', 'lead-officer']);

const SORT_WORDS = {
  kinds: 'kind',
  fields: 'field',
  relationTypes: 'link type',
  vocabularies: 'list',
  terms: 'word',
} as const;

/** The case, for someone who may change its types. @throws {AppError} `not-permitted`, `case-read-only` */
function typesCase(session: Session): OpenCase {
  const open = writableCase(session);
  if (!TYPE_KEEPERS.has(open.role))
    throw new AppError(
      'not-permitted',
      'Only a supervisor or Lead Responsible Officer of this case may change its types. Ask one.',
    );
  return open;
}

interface Fault {
  readonly path: readonly PropertyKey[];
  readonly reason: string;
}

/** What a set of items would change, and what is wrong with it. Paths are those of `items`, gathered by sort. */
function plan(session: Session, open: OpenCase, items: readonly OwnItem[]) {
  const { db } = open.connection;
  const own = readOwnTypes(db);
  const before = new Map(ownItems(own).map((one) => [itemName(one.sort, ownKeyOf(one)), one]));
  const uses = countOwnUses(db, open.ontology, { hasWithdrawnImports: true });
  const all = withItems(own, items);
  const merged = ownTypesOf(all);
  const faults: (Fault & { readonly key: string | null })[] = [];
  for (const { path, reason } of ownTypeProblems(session.shippedOntology, merged)) {
    const [sort, index] = path as [keyof typeof merged, number];
    const one = all.filter((other) => other.sort === sort)[index];
    faults.push({ path, reason, key: one ? itemName(one.sort, ownKeyOf(one)) : null });
  }
  const changed: OwnItem[] = [];
  const added: OwnItem[] = [];
  for (const one of items) {
    const key = itemName(one.sort, ownKeyOf(one));
    const known = before.get(key);
    if (!known) added.push(one);
    else if (JSON.stringify(known.item) !== JSON.stringify(one.item)) {
      changed.push(one);
      const reason = meaningFault(known, one, { own, uses });
      if (reason !== null) faults.push({ path: [], reason, key });
    }
  }
  return { added, changed, unchanged: items.length - added.length - changed.length, faults };
}

function write(session: Session, open: OpenCase, items: readonly OwnItem[], name: string): void {
  const { db } = open.connection;
  const author = { user: open.user, at: new Date().toISOString() };
  runCommand(db, { name: name.slice(0, 120), author: open.user }, () => {
    for (const one of items) writeOwnItem(db, one, author);
  });
  session.retype();
}

/** What a change is called: by the type that it is about. */
function nameOf(items: readonly OwnItem[], added: readonly OwnItem[]): string {
  const order = ['kinds', 'relationTypes', 'fields', 'vocabularies', 'terms', 'changes'] as const;
  const first = order.flatMap((sort) => items.filter((one) => one.sort === sort))[0];
  if (!first) return 'Change types';
  const isRetired = 'isRetired' in first.item && first.item.isRetired;
  if (first.sort === 'changes')
    return `${isRetired ? 'Switch off' : 'Change'} ${first.item.of.replace('relation', 'link').replace('-', ' ')} ${labelOfItem(first)}`;
  const act = added.includes(first) ? 'Add' : isRetired ? 'Retire' : 'Change';
  return `${act} ${SORT_WORDS[first.sort]} ${labelOfItem(first)}`;
}

function bytesOf(file: RegisteredFile): Uint8Array {
  if ('bytes' in file) return file.bytes;
  // One more than is read shows that a file is too long, without taking it in.
  const { size } = statSync(file.path);
  return size > LARGEST_TYPE_FILE_BYTES
    ? new Uint8Array(LARGEST_TYPE_FILE_BYTES + 1)
    : readFileSync(file.path);
}

function readReport(
  session: Session,
  open: OpenCase,
  handle: string,
): { readonly report: TypeFileReport; readonly items: readonly OwnItem[] } {
  const reading = readTypeFile(bytesOf(session.file(handle)));
  if ('problems' in reading)
    return {
      items: [],
      report: { added: 0, changed: 0, unchanged: 0, problems: [...reading.problems] },
    };
  const items = ownItems(reading.own);
  const lineOfKey = new Map<string, (rest: readonly PropertyKey[]) => number>();
  for (const [sort, list] of Object.entries(reading.own))
    for (const [index, item] of list.entries()) {
      const one = { sort, item } as OwnItem;
      lineOfKey.set(itemName(one.sort, ownKeyOf(one)), (rest) =>
        reading.lineOf([sort, index, ...rest]),
      );
    }
  const { added, changed, unchanged, faults } = plan(session, open, items);
  const problems = faults.map(({ path, reason, key }) => ({
    line: (key === null ? undefined : lineOfKey.get(key))?.(path.slice(2)) ?? 1,
    reason,
  }));
  problems.push(...repeats(items, lineOfKey));
  problems.sort((a, b) => a.line - b.line);
  return {
    items: [...added, ...changed],
    report: { added: added.length, changed: changed.length, unchanged, problems },
  };
}

/** Items that a file gives twice: gathered by their key, one of the two would be lost without a word. */
function repeats(
  items: readonly OwnItem[],
  lineOfKey: ReadonlyMap<string, (rest: readonly PropertyKey[]) => number>,
) {
  const seen = new Set<string>();
  return items.flatMap((one) => {
    const key = itemName(one.sort, ownKeyOf(one));
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [
      {
        line: lineOfKey.get(key)?.([]) ?? 1,
        reason: `“${ownKeyOf(one)}” is given twice. Give each its own id.`,
      },
    ];
  });
}

/** Handlers of `type`. */
export const typeHandlers = {
  own: os.type.own.handler(({ context }) => {
    const open = context.session.open();
    return {
      own: readOwnTypes(open.connection.db),
      mayChange: TYPE_KEEPERS.has(open.role) && !open.connection.isReadOnly,
    };
  }),

  uses: os.type.uses.handler(({ context }) => readTypeUses(context.session.open())),

  save: os.type.save.handler(({ input, context }) => {
    const { session } = context;
    const open = typesCase(session);
    const { added, changed, faults } = plan(session, open, input.items);
    refuseProblems(faults.map(({ path, reason }) => fieldProblem(String(path[2] ?? ''), reason)));
    const items = [...added, ...changed];
    if (items.length > 0) write(session, open, items, nameOf(items, added));
    context.touch(items.map(ownKeyOf));
    return { changed: items.length };
  }),

  remove: os.type.remove.handler(({ input, context }) => {
    const { session } = context;
    const open = typesCase(session);
    const { db } = open.connection;
    const own = readOwnTypes(db);
    const one = ownItems(own).find(
      (other) => other.sort === input.sort && ownKeyOf(other) === input.key,
    );
    if (!one) throw notFound('type');
    const uses = countOwnUses(db, open.ontology, { hasWithdrawnImports: true });
    const going =
      one.sort === 'vocabularies'
        ? [
            ...own.terms
              .filter(({ vocabulary }) => vocabulary === one.item.id)
              .map((item) => ({ sort: 'terms', item }) as const),
            one,
          ]
        : [one];
    for (const gone of going) {
      const { item } = gone;
      const mentions = gone.sort === 'changes' ? 0 : countMentions(db, item.id);
      const need = needOf(gone, { own, uses, mentions });
      if (need !== null) throw new AppError('invalid-value', need);
    }
    const name =
      one.sort === 'changes'
        ? `Restore the shipped type ${one.item.id}`
        : `Delete ${SORT_WORDS[one.sort]} ${labelOfItem(one)}`;
    runCommand(db, { name: name.slice(0, 120), author: open.user }, () => {
      for (const gone of going) removeOwnItem(db, gone.sort, ownKeyOf(gone));
    });
    session.retype();
    context.touch([input.key]);
    return { changed: going.length };
  }),

  checkFile: os.type.checkFile.handler(({ input, context }) => {
    const { session } = context;
    return readReport(session, session.open(), input.file).report;
  }),

  importFile: os.type.importFile.handler(({ input, context }) => {
    const { session } = context;
    const open = typesCase(session);
    const { report, items } = readReport(session, open, input.file);
    if (report.problems.length > 0) return report;
    if (items.length > 0) write(session, open, items, 'Import types from a file');
    context.touch(items.map(ownKeyOf));
    session.forgetFiles([input.file]);
    return report;
  }),

  export: os.type.export.handler(({ input, context }) => {
    const open = context.session.open();
    const items = ownItems(readOwnTypes(open.connection.db));
    context.touch(items.map(ownKeyOf));
    context.because(input.reason);
    const day = new Date(context.now()).toISOString().slice(0, 10);
    return new File([writeTypeFile(items)], `Achilles types ${day}.yaml`, {
      type: 'application/yaml',
    });
  }),
};
