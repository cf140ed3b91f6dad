import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sharedData } from '../shared-data.ts';
import { PASSPHRASE, startBackend, startWithCase, USER } from './fixture.ts';

const ORIGIN = {
  source: null,
  basis: 'intelligence',
  grade: { source: 1, information: 'A', handling: 'P', conditions: null },
  observedOn: null,
  reviewOn: null,
  marking: null,
} as const;

/** Text fields of one kind, of every type that takes text as it is. */
const FIELDS = ['name', 'address', 'postcode', 'phone', 'email', 'nationalId', 'notes'] as const;

/** Items of one report. */
const ITEMS = 50;

const folder = sharedData('naughty_strings');
test.skipIf(folder === null)(
  'every naughty string is identical in every text field after a restart, or refused with a reason',
  { timeout: 120_000 },
  async () => {
    const strings = JSON.parse(readFileSync(join(folder ?? '', 'blns.json'), 'utf8')) as string[];
    const first = await startWithCase();
    const { api } = first;
    const other = await api.entity.create({
      kind: 'person',
      fields: { name: 'Other' },
      origin: ORIGIN,
      reason: 'Test',
    });
    const kept = new Map<string, string>();
    const refused: string[] = [];
    for (const text of strings) {
      const fields = Object.fromEntries(FIELDS.map((field) => [field, text]));
      try {
        const { summary } = await api.entity.create({
          kind: 'person',
          fields: { ...fields, aliases: [text] },
          origin: ORIGIN,
          reason: 'Test',
        });
        kept.set(summary.id, text);
      } catch (error) {
        expect(error instanceof Error && error.message, JSON.stringify(text)).toMatch(/enter /);
        refused.push(text);
      }
    }
    const [firstId = ''] = kept.keys();
    const link = await api.relation.create({
      fromId: firstId,
      toId: other.summary.id,
      type: 'associate-of',
      origin: ORIGIN,
      reason: 'Test',
    });
    const texts = [...kept.values()].map((text) => `x${text}x`);
    for (const text of texts)
      await api.relation.dispute({ id: link.id, text, origin: ORIGIN, reason: 'Test' });
    const reports: string[] = [];
    for (let start = 0; start < texts.length; start += ITEMS) {
      const { summary } = await api.report.create({
        reference: `R${start}`,
        entities: [],
        items: texts
          .slice(start, start + ITEMS)
          .map((text) => ({ text, grade: ORIGIN.grade, mentions: [], links: [] })),
        reason: 'Test',
      });
      reports.push(summary.id);
    }
    // What is refused holds nothing, or what no file could hold: the rest is kept.
    expect(
      refused.every((text) => text.trim() === '' || text.includes('\0') || !text.isWellFormed()),
    ).toBe(true);
    expect(kept.size).toBeGreaterThan(strings.length * 0.9);
    await api.case.close();

    const again = startBackend(first.dir).api;
    await again.case.list();
    await again.case.unlock({
      handle: first.handle,
      user: USER,
      passphrase: PASSPHRASE,
      reason: 'Test',
    });
    for (const [id, text] of kept) {
      const { intelligence } = await again.entity.get({ id });
      for (const field of FIELDS)
        expect(intelligence.find((entry) => entry.field === field)?.value).toBe(text);
      expect(intelligence.find((entry) => entry.field === 'aliases')?.value).toEqual([text]);
    }
    const { against } = await again.relation.get({ id: link.id });
    expect(against.map(({ text }) => text).reverse()).toEqual(texts);
    const items: (string | null)[] = [];
    for (const id of reports)
      items.push(...(await again.report.get({ id })).items.map(({ text }) => text));
    expect(items).toEqual(texts);
  },
);
