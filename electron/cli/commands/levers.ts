import { AppError } from '../../../shared/api/errors.ts';
import type { Opening } from '../../../shared/api/lever-question.ts';
import type { LeverEvaluation } from '../../../shared/domain/lever.ts';
import { problemWords } from '../../../shared/domain/lever-catalogue.ts';
import { nearIds } from '../../../shared/levers/near-ids.ts';
import { type Api, choiceOption, defineCommand, numberOption, textOption } from '../command.ts';

/** Openings and records read at a time. */
const READ_AT_ONCE = 2000;
const RECORDS_AT_ONCE = 1000;
const NEAR_NAMES = 5;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface Item extends LeverEvaluation {
  readonly record: string;
  readonly title: string;
  readonly tests: readonly object[];
  /** Where it stands among openings, and why; null where it is ruled out, not ranked, or no group and service is named. */
  readonly opening: Pick<Opening, 'rank' | 'tie' | 'cutOff'> | null;
}

/** `achilles levers`: what each lever answers, and why. */
export const leversCommand = defineCommand({
  name: 'levers',
  usage:
    'levers CASE.achilles [--entity ID] [--ocg ID [--links N]] [--service NAME] [--answer applies|could-apply|ruled-out] [--levers DIR] [--json]',
  summary:
    'Tests every lever against every entity and says why it applies, could apply or is ruled out.',
  details: [
    '--entity ID     one entity alone, by its id, reference or whole name',
    '--ocg ID        what can be done about this group, best first, by its id, reference or whole name',
    '--links N       how far from the group, 1 to 4; 2 if not said',
    '--service NAME  what this service can do, best first, such as licensing or "Trading standards"',
    '--answer ANSWER only these answers',
    '--levers DIR    with the council’s own levers, contacts and switched-off levers of this folder',
  ],
  options: {
    entity: { type: 'string' },
    ocg: { type: 'string' },
    links: { type: 'string' },
    service: { type: 'string' },
    answer: { type: 'string' },
    levers: { type: 'string' },
  },
  words: [1, 1],
  async run({ api, values, unlock, warn }) {
    const answer = choiceOption(values, 'answer', ['applies', 'could-apply', 'ruled-out']);
    const links = numberOption(values, 'links', 2);
    await unlock();
    const entityId = await recordOption(api, textOption(values, 'entity'), null);
    const ocgId = await recordOption(api, textOption(values, 'ocg'), 'ocg');
    const service = await serviceOption(api, textOption(values, 'service'));
    const { levers, problems } = await api.lever.catalogue();
    for (const problem of problems) warn(`Left out: ${problemWords(problem)}`);
    const unknown = await api.lever.unknown();
    if (unknown?.isNewer)
      warn(`This case was used with a newer catalogue (${unknown.edition.version}).`);
    for (const lever of unknown?.levers ?? []) warn(`Not known here: ${lever.title} (${lever.id})`);
    const scope = { ocgId, links, service };
    const isRanked = ocgId !== null || service !== null;
    const openings = isRanked ? await openingsOf(api, scope) : [];
    const result = await api.lever.evaluate({ entityId, answer, ...scope });
    const places = new Map(
      openings.map((one, place) => [`${one.entity.id} ${one.leverId}`, place]),
    );
    const titles = new Map(levers.map((lever) => [lever.id, lever.title]));
    const names = await namesOf(api, result.items);
    const items = result.items.map((item): Item => {
      const opening = openings[places.get(keyOf(item)) ?? -1];
      return {
        ...item,
        record: names.get(item.entityId) ?? item.entityId,
        title: titles.get(item.leverId) ?? item.leverId,
        tests: item.triggers.flatMap((trigger) =>
          trigger.tests.map((test) => ({ trigger: trigger.description, ...test })),
        ),
        opening: opening ? { rank: opening.rank, tie: opening.tie, cutOff: opening.cutOff } : null,
      };
    });
    const placeOf = (item: Item) => places.get(keyOf(item)) ?? Number.MAX_SAFE_INTEGER;
    if (isRanked) items.sort((a, b) => placeOf(a) - placeOf(b));
    return { ...result, items };
  },
  text: (answer) =>
    [
      ...tableOf(answer.items),
      `${answer.items.length.toLocaleString('en-GB')} answers over ${answer.entities.toLocaleString('en-GB')} entities and ${answer.levers} levers in ${answer.elapsedMs} ms`,
      'A suggestion is never evidence.',
    ].join('\n'),
});

function keyOf({ entityId, leverId }: Pick<LeverEvaluation, 'entityId' | 'leverId'>): string {
  return `${entityId} ${leverId}`;
}

/** Of the whole case every opening, best first. */
async function openingsOf(
  api: Api,
  scope: { readonly ocgId: string | null; readonly links: number; readonly service: string | null },
): Promise<Opening[]> {
  const openings: Opening[] = [];
  for (let total = 1; openings.length < total; ) {
    const page = await api.lever.openings({
      ...scope,
      offset: openings.length,
      limit: READ_AT_ONCE,
    });
    if (page.items.length === 0) break;
    openings.push(...page.items);
    total = page.total;
  }
  return openings;
}

/** What the records of some answers are called: protected people by reference. */
async function namesOf(
  api: Api,
  items: readonly LeverEvaluation[],
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  const ids = [...new Set(items.map(({ entityId }) => entityId))];
  for (let at = 0; at < ids.length; at += RECORDS_AT_ONCE) {
    const rows = await api.entity.rows({ ids: ids.slice(at, at + RECORDS_AT_ONCE) });
    for (const { id, label } of rows) names.set(id, label);
  }
  return names;
}

/**
 * The record that an option names.
 * @throws {AppError} `not-found` that says what is near; `invalid-value` where several have that name
 */
async function recordOption(
  api: Api,
  text: string | null,
  kind: 'ocg' | null,
): Promise<string | null> {
  if (text === null || UUID.test(text)) return text;
  const { items } = await api.entity.search({ text, limit: 50 });
  const among = items.filter((item) => kind === null || item.kind === kind);
  const wanted = text.toLocaleLowerCase('en-GB');
  const found = among.filter(({ label, reference }) =>
    [label, reference].some((name) => name.toLocaleLowerCase('en-GB') === wanted),
  );
  const [first] = found;
  if (first && found.length === 1) return first.id;
  const what = kind === 'ocg' ? 'organised crime group' : 'record';
  if (found.length > 1)
    throw new AppError(
      'invalid-value',
      `${found.length} records are called “${text}”. Name one by its reference: ${found.map(({ reference }) => reference).join(', ')}.`,
    );
  const near = among.slice(0, NEAR_NAMES).map(({ label, reference }) => `${label} (${reference})`);
  throw new AppError(
    'not-found',
    `There is no ${what} “${text}”. ${near.length > 0 ? `Near: ${near.join(', ')}.` : 'achilles list shows what there is.'}`,
  );
}

/** @throws {AppError} `not-found` that says what is near */
async function serviceOption(api: Api, text: string | null): Promise<string | null> {
  if (text === null) return null;
  const { services } = await api.lever.services({});
  const wanted = text.toLocaleLowerCase('en-GB');
  const found = services.find(
    ({ id, label }) => id === wanted || label.toLocaleLowerCase('en-GB') === wanted,
  );
  if (found) return found.id;
  const near = nearIds(
    text,
    services.map(({ id, label }) => ({ id, title: label })),
  );
  const all = services.map(({ id }) => id).sort();
  throw new AppError(
    'not-found',
    `There is no service “${text}”. ${near.length > 0 ? `Near: ${near.join(', ')}.` : `There are: ${all.join(', ')}.`}`,
  );
}

function whyOf(item: Item): string {
  if (item.triggers.length === 0) return 'withheld: this person is protected';
  if (item.answer === 'ruled-out') return item.ruledOutBy.join('; ');
  const why =
    item.answer === 'applies'
      ? (item.triggers.find((trigger) => trigger.result === 'true')?.description ?? '')
      : `missing: ${item.missing.join('; ')}`;
  return item.opening?.rank ? `${why}. ${item.opening.rank.sentence}` : why;
}

/** Widest that a column of names becomes. */
const WIDEST = 40;

function tableOf(items: readonly Item[]): string[] {
  const cells = items.map((item) => [
    item.opening?.rank ? String(item.opening.rank.score) : '',
    item.record,
    item.answer,
    item.strength ?? '',
    item.title,
  ]);
  const head = ['Rank', 'Record', 'Answer', 'Strength', 'Lever'];
  const widths = head.map((word, column) => {
    let width = word.length;
    for (const row of cells) width = Math.max(width, row[column]?.length ?? 0);
    return Math.min(WIDEST, width);
  });
  const line = (row: readonly string[], why: string) =>
    `${row.map((cell, column) => cell.slice(0, WIDEST).padEnd(widths[column] ?? 0)).join('  ')}  ${why}`.trimEnd();
  return items.length === 0
    ? []
    : [line(head, 'Why'), ...items.map((item, place) => line(cells[place] ?? [], whyOf(item)))];
}
