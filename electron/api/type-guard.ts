import type { Database } from 'better-sqlite3';
import { AppError } from '../../shared/api/errors.ts';
import { OWN_PREFIX } from '../../shared/domain/ontology.ts';
import { type OwnItem, type OwnTypes, ownItems, ownKeyOf } from '../../shared/domain/own-type.ts';
import { ownTypeProblems } from '../../shared/domain/own-type-check.ts';
import {
  countOwnUses,
  itemName,
  type OwnUses,
  readCaseOntology,
  readOwnTypes,
} from '../db/own-type.ts';
import type { Session } from './session.ts';

const COUNT = new Intl.NumberFormat('en-GB');

/** Refuses a step through history that would leave work without its types. @throws {AppError} `undo-conflict` */
export function refuseBrokenTypes(session: Session, db: Database): void {
  const { shippedOntology } = session;
  const own = readOwnTypes(db);
  const known = new Set(ownItems(own).map((one) => itemName(one.sort, ownKeyOf(one))));
  const ontology = readCaseOntology(db, shippedOntology);
  const uses = countOwnUses(db, ontology, { hasWithdrawnImports: false });
  const isWhole =
    [...uses.keys()].every((name) => known.has(name)) &&
    ownTypeProblems(shippedOntology, own).length === 0;
  if (!isWhole)
    throw new AppError(
      'undo-conflict',
      'This cannot be undone: records, or other types, now rest on the type that it would take away. Undo those first, or retire the type in the settings.',
    );
}

/** What rests on an item: *record, records*. */
function restingWords(one: OwnItem, own: OwnTypes): readonly [one: string, many: string] {
  const holds =
    one.sort === 'fields'
      ? [one.item]
      : one.sort === 'terms'
        ? own.fields.filter(({ vocabulary }) => vocabulary === one.item.vocabulary)
        : [];
  const areLinks =
    one.sort === 'relationTypes' || holds.some(({ linkTypes }) => linkTypes.length > 0);
  if (!areLinks) return ['record', 'records'];
  // Words of a shipped list may be those of a shipped field, too.
  const areRecords =
    (one.sort === 'terms' && !one.item.vocabulary.startsWith(OWN_PREFIX)) ||
    holds.some(({ kinds }) => kinds.length > 0);
  return areRecords ? ['record or link', 'records or links'] : ['link', 'links'];
}

function countWords(count: number, one: string, many: string): string {
  return count === 1 ? `1 ${one} uses` : `${COUNT.format(count)} ${many} use`;
}

/** What an item is called. */
export function labelOfItem(one: OwnItem): string {
  return one.sort === 'changes' ? (one.item.label ?? one.item.id) : one.item.label;
}

/** What still needs an item, so that it cannot go; null: nothing does. */
export function needOf(
  one: OwnItem,
  {
    own,
    uses,
    mentions,
  }: { readonly own: OwnTypes; readonly uses: OwnUses; readonly mentions: number },
): string | null {
  const key = ownKeyOf(one);
  const count = uses.get(itemName(one.sort, key)) ?? 0;
  const label = labelOfItem(one);
  const retire = 'Retire it instead: it stays where it is used, and forms no longer offer it.';
  if (count > 0) {
    return `${countWords(count, ...restingWords(one, own))} “${label}”, so it cannot be deleted. ${retire}`;
  }
  if (mentions > 0)
    return `${countWords(mentions, 'saved list, view or import mapping', 'saved lists, views or import mappings')} “${label}”, so it cannot be deleted. Change those first, or retire it instead.`;
  const holders = holdersOf(one, own);
  return holders.length > 0
    ? `${holders.map((name) => `“${name}”`).join(', ')} ${holders.length === 1 ? 'needs' : 'need'} “${label}”. Change or delete ${holders.length === 1 ? 'that' : 'those'} first.`
    : null;
}

/** Other types of the case that are said of this one. */
function holdersOf(one: OwnItem, own: OwnTypes): readonly string[] {
  switch (one.sort) {
    case 'kinds': {
      const { id } = one.item;
      return [
        ...own.fields.filter(({ kinds }) => kinds.includes(id)),
        ...own.relationTypes.filter(({ from, to }) => from.includes(id) || to.includes(id)),
      ].map(({ label }) => label);
    }
    case 'fields':
      return own.kinds
        .filter(({ labelField }) => labelField === one.item.id)
        .map(({ label }) => label);
    case 'vocabularies':
      return own.fields
        .filter(({ vocabulary }) => vocabulary === one.item.id)
        .map(({ label }) => label);
    case 'relationTypes':
      return own.fields
        .filter(({ linkTypes }) => linkTypes.includes(one.item.id))
        .map(({ label }) => label);
    case 'terms':
    case 'changes':
      return [];
  }
}

function narrows(before: readonly string[], after: readonly string[]): boolean {
  return before.some((id) => !after.includes(id));
}

/** What of an item that is in use would come to mean something else; null: nothing. */
function changedMeaning(before: OwnItem, after: OwnItem): string | null {
  switch (before.sort) {
    case 'kinds': {
      if (after.sort !== 'kinds') return null;
      if (before.item.base !== after.item.base) return 'what it is built on';
      return before.item.prefix === after.item.prefix ? null : 'how its references begin';
    }
    case 'fields': {
      if (after.sort !== 'fields') return null;
      const [one, other] = [before.item, after.item];
      if (one.type !== other.type) return 'what it holds';
      if (one.vocabulary !== other.vocabulary) return 'its list';
      if (one.unit !== other.unit) return 'its unit';
      if (narrows(one.linkTypes, other.linkTypes)) return 'which link types have it';
      return narrows(one.kinds, other.kinds) ? 'which kinds have it' : null;
    }
    case 'relationTypes': {
      if (after.sort !== 'relationTypes') return null;
      const [one, other] = [before.item, after.item];
      if (one.base !== other.base) return 'what it counts as';
      if (one.isDirected !== other.isDirected) return 'whether it has a direction';
      return narrows(one.from, other.from) || narrows(one.to, other.to) ? 'what it joins' : null;
    }
    case 'terms':
      return after.sort === 'terms' && before.item.isProtected && !after.item.isProtected
        ? 'whom it protects'
        : null;
    case 'vocabularies':
    case 'changes':
      return null;
  }
}

/** Why an item that is in use may not change so; null: it may. */
export function meaningFault(
  before: OwnItem,
  after: OwnItem,
  { own, uses }: { readonly own: OwnTypes; readonly uses: OwnUses },
): string | null {
  const count = uses.get(itemName(before.sort, ownKeyOf(before))) ?? 0;
  const what = count > 0 ? changedMeaning(before, after) : null;
  if (what === null) return null;
  const words = countWords(count, ...restingWords(before, own));
  return `${words} “${labelOfItem(before)}”, so ${what} cannot be changed. Add another, and retire this one.`;
}

/** The case's own types as they would be with some items written. */
export function withItems(own: OwnTypes, items: readonly OwnItem[]): readonly OwnItem[] {
  const wanted = new Map(items.map((one) => [itemName(one.sort, ownKeyOf(one)), one]));
  const all = new Map(ownItems(own).map((one) => [itemName(one.sort, ownKeyOf(one)), one]));
  for (const [key, one] of wanted) all.set(key, one);
  return [...all.values()];
}

/** How often saved lists, views and import mappings speak of an id. */
export function countMentions(db: Database, id: string): number {
  const like = [
    'SELECT count(*) FROM record_list WHERE instr(state, ?) > 0',
    'SELECT count(*) FROM view WHERE instr(state, ?) > 0',
    'SELECT count(*) FROM import_profile WHERE instr(profile, ?) > 0',
  ];
  return like.reduce(
    (sum, sql) => sum + (db.prepare<[string], number>(sql).pluck().get(id) ?? 0),
    0,
  );
}
