import { expect, test } from 'vitest';
import type { ReportDetail } from '../../shared/api/report.ts';
import { type Api, startWithCase } from './fixture.ts';
import { item, ORIGIN } from './report-item.ts';

const BETTER = { source: 1, information: 'A', handling: 'P', conditions: null } as const;
const CODED = { source: 1, information: 'A', handling: 'C', conditions: 'Sanitise first' } as const;

const HEAD = {
  reference: 'INT/2026/0417',
  reportedOn: '2026-04-17',
  ownerAgency: 'Harrowmere Police',
  marking: 'OFFICIAL',
  reviewOn: null,
  source: null,
} as const;

/** A report of two items about a pub that is there and a man who is made by it. */
async function startWithReport() {
  const started = await startWithCase();
  const { api } = started;
  const pub = await api.entity.create({
    kind: 'premises',
    fields: { name: 'The Brass Heron' },
    origin: ORIGIN,
    reason: 'Known',
  });
  const pubId = pub.summary.id;
  const detail = await api.report.create({
    ...HEAD,
    entities: [
      { key: 'pub', id: pubId },
      { key: 'man', kind: 'person', fields: { name: 'Dorian Vexley' }, category: 'suspect' },
    ],
    items: [
      item('Dealing at the bar.', {
        mentions: [{ key: 'pub', fields: { indicators: ['drug-dealing-at-premises'] } }],
      }),
      item('“Dory” runs the place.', {
        mentions: [
          { key: 'man', fields: { aliases: ['Dory'] } },
          { key: 'pub', fields: {} },
        ],
        links: [{ fromKey: 'man', toKey: 'pub', type: 'controls' }],
      }),
    ],
    reason: 'Received today',
  });
  const manId = detail.items[1]?.mentions[0]?.entity.id ?? '';
  return { ...started, pubId, manId, detail };
}

/** A report as its form sends it back when nothing was touched. */
function unchanged(detail: ReportDetail) {
  const ids = new Set(detail.items.flatMap(({ mentions }) => mentions.map((one) => one.entity.id)));
  return {
    id: detail.summary.id,
    ...HEAD,
    entities: [...ids].map((id) => ({ key: id, id })),
    items: detail.items.map(({ id, text, basis, grade, observedFrom, observedTo, ...rest }) => ({
      id,
      text: text ?? 'Withheld',
      basis,
      grade,
      observedFrom,
      observedTo,
      mentions: rest.mentions.map(({ entity, fields }) => ({ key: entity.id, fields })),
      links: rest.links.map(({ fromId, toId, type }) => ({
        fromKey: fromId,
        toKey: toId,
        type: type ?? '',
      })),
    })),
    reason: 'The originator corrected it',
  };
}

async function countRows(api: Api): Promise<number> {
  return (await api.case.info()).totals.records;
}

test('a report is edited as one step: head, text, grade, who is spoken of and a new item; undo brings all of it back', async () => {
  const { api, pubId, manId, detail } = await startWithReport();
  const draft = unchanged(detail);
  const [first, second] = draft.items;
  const edited = await api.report.edit({
    ...draft,
    reference: 'INT/2026/0418',
    reviewOn: '2027-04',
    entities: [
      ...draft.entities,
      { key: 'car', kind: 'vehicle', fields: { registration: 'ZZ26ACH' } },
    ],
    items: [
      { ...first!, text: 'Dealing at the bar on Fridays.', mentions: [] },
      { ...second!, grade: BETTER },
      { id: null, ...item('He drives it.', { mentions: [{ key: 'car', fields: {} }] }) },
    ],
  });
  expect(edited.summary).toMatchObject({ reference: 'INT/2026/0418', items: 3 });
  expect(edited.items.map(({ text }) => text)).toEqual([
    'Dealing at the bar on Fridays.',
    '“Dory” runs the place.',
    'He drives it.',
  ]);
  // What an item no longer says is taken back; what is regraded is said anew, by the same entity.
  const pub = await api.entity.get({ id: pubId });
  expect(JSON.stringify(pub.intelligence)).not.toContain('Drug dealing');
  expect(pub.relations).toMatchObject([{ other: { id: manId }, grade: BETTER }]);
  const man = await api.entity.get({ id: manId });
  expect(man).toMatchObject({ category: 'suspect', summary: { label: 'Dorian Vexley' } });
  const records = man.intelligence.flatMap((entry) => (entry.isCurrent ? entry.records : []));
  expect(new Set(records.map(({ grade }) => JSON.stringify(grade)))).toEqual(
    new Set([JSON.stringify(BETTER)]),
  );
  expect(records[0]?.reviewOn).toBe('2027-04');

  expect((await api.history.undo()).undone.name).toBe('Edit report INT/2026/0418');
  const back = await api.report.get({ id: detail.summary.id });
  expect(back).toEqual(detail);
  expect(JSON.stringify((await api.entity.get({ id: pubId })).intelligence)).toContain('Drug');
  await api.history.redo();
  expect((await api.report.get({ id: detail.summary.id })).items).toHaveLength(3);
});

test('every change of a report is told with who, when and why, and how it was before', async () => {
  const { api, detail } = await startWithReport();
  const draft = unchanged(detail);
  const [first, second] = draft.items;
  await api.report.edit({ ...draft, items: [{ ...first!, text: 'Dealing.' }, second!] });
  const { edits } = await api.report.edit({
    ...unchanged(await api.report.get({ id: detail.summary.id })),
    ownerAgency: 'Other Police',
    items: [{ ...second!, grade: BETTER }],
    reason: 'Second look',
  });
  expect(edits).toMatchObject([
    {
      author: 'Ana Example',
      reason: 'Second look',
      changes: [
        { what: 'Owner agency', before: 'Harrowmere Police', after: 'Other Police' },
        { what: 'Item 1, left out', before: 'Dealing.', after: null },
        { what: 'Item 2, grade' },
      ],
    },
    {
      reason: 'The originator corrected it',
      changes: [{ what: 'Item 1, text', before: 'Dealing at the bar.', after: 'Dealing.' }],
    },
  ]);
  expect((await api.audit.list({ limit: 1 }))[0]).toMatchObject({
    method: 'report.edit',
    category: 'alteration',
    reason: 'Second look',
  });
});

test('an edit that changes the head alone writes no record anew', async () => {
  const { api, detail } = await startWithReport();
  const before = await countRows(api);
  await api.report.edit({ ...unchanged(detail), reportedOn: '2026-04-18' });
  expect(await countRows(api)).toBe(before);
});

test('what is withheld cannot be edited unseen, and neither the report, its history nor its print names whom it protects', async () => {
  const { api, manId, detail } = await startWithReport();
  const draft = unchanged(detail);
  const [first, second] = draft.items;
  // The item no longer lists him; its text still names him.
  await api.report.edit({
    ...draft,
    items: [first!, { ...second!, text: 'Vexley, called “Dory”, runs it.', links: [] }],
    reason: 'Dory was named',
  });
  await api.entity.edit({
    id: manId,
    changes: [],
    category: 'victim',
    origin: ORIGIN,
    reason: 'Coerced',
  });
  const { id } = detail.summary;
  const answers = JSON.stringify([
    await api.report.get({ id }),
    await api.report.print({ id, reason: 'For the licensing officer' }),
    await api.history.list({}),
  ]);
  expect(answers).not.toMatch(/Dorian|Vexley|Dory/);
  const hidden = await api.report.get({ id });
  expect(hidden.edits[0]).toMatchObject({ reason: null, author: 'Ana Example' });
  await expect(api.report.edit(unchanged(hidden))).rejects.toMatchObject({
    data: { code: 'protected-person' },
  });
  const revealReason = 'Strategy meeting';
  const shown = await api.report.get({ id, revealReason });
  expect(shown.edits[0]?.reason).toBe('Dory was named');
  const [one, two] = unchanged(shown).items;
  const edited = await api.report.edit({
    ...unchanged(shown),
    items: [one!, { ...two!, mentions: two!.mentions.slice(1) }],
    revealReason,
  });
  expect(edited.items).toHaveLength(2);
  // Detached, he is still named in the text: it stays withheld, and he stays protected.
  const after = await api.report.get({ id });
  expect(after.items[1]?.text).toBeNull();
  expect(JSON.stringify(after)).not.toMatch(/Dorian|Vexley|Dory/);
});

test('a regraded item keeps whom it made a victim protected', async () => {
  const { api } = await startWithCase();
  const made = await api.report.create({
    ...HEAD,
    entities: [
      { key: 'girl', kind: 'person', fields: { name: 'Cary Quillfeather' }, category: 'victim' },
    ],
    items: [item('She was seen.', { mentions: [{ key: 'girl', fields: {} }] })],
    reason: 'Received',
  });
  const revealReason = 'Strategy meeting';
  const shown = await api.report.get({ id: made.summary.id, revealReason });
  const draft = unchanged(shown);
  await api.report.edit({
    ...draft,
    items: draft.items.map((one) => ({ ...one, grade: BETTER })),
    revealReason,
  });
  expect((await api.case.info()).totals.protected).toBe(1);
  expect(JSON.stringify(await api.report.get({ id: made.summary.id }))).not.toContain('Cary');
});

test('a print leaves out what speaks of protected people, is refused for code C, and is recorded as a disclosure with its reason', async () => {
  const { api, manId, detail } = await startWithReport();
  const { id } = detail.summary;
  const whole = await api.report.print({ id, reason: 'For the licensing officer' });
  expect(whole).toMatchObject({ leftOutC: 0, withheld: 0, printedBy: 'Ana Example' });
  // The report is marked lower than what the case holds of the pub.
  expect(whole.marking).toBe('OFFICIAL-SENSITIVE');
  expect((await api.audit.list({ limit: 1 }))[0]).toMatchObject({
    method: 'report.print',
    category: 'disclosure',
    reason: 'For the licensing officer',
  });
  const draft = unchanged(detail);
  const [first, second] = draft.items;
  await api.report.edit({ ...draft, items: [{ ...first!, grade: CODED }, second!] });
  await expect(api.report.print({ id, reason: 'x' })).rejects.toMatchObject({
    data: { code: 'not-permitted' },
  });
  await api.entity.edit({
    id: manId,
    changes: [],
    category: 'victim',
    origin: ORIGIN,
    reason: 'Coerced',
  });
  const rest = await api.report.print({ id, leavesOutC: true, reason: 'x' });
  expect(rest).toMatchObject({ items: [], leftOutC: 1, withheld: 1 });
});

test('faults of an edit are told by item, and nothing of it is kept', async () => {
  const { api, detail } = await startWithReport();
  const draft = unchanged(detail);
  const refused = await api.report
    .edit({
      ...draft,
      items: [
        { ...draft.items[0]!, text: ' ' },
        { ...draft.items[1]!, grade: { ...CODED, conditions: null } },
      ],
    })
    .then(
      () => [],
      (error) => error.data.problems.map(({ column }: { column: string }) => column),
    );
  expect(refused).toEqual(['items.0.text', 'items.1.conditions']);
  expect(await api.report.get({ id: detail.summary.id })).toEqual(detail);
});
