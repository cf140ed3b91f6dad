import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { recognise } from '../../../electron/formats/layout.ts';
import { loadProfiles } from '../../../electron/formats/profile.ts';
import { ontology, profiles } from './fixture.ts';

function profileOf(...headers: string[]): string | null {
  return recognise(headers, profiles, ontology)?.profile.id ?? null;
}

test.each([
  [[':ID', 'name', ':LABEL'], 'graph-database'],
  [['personId:ID(Person)', 'name'], 'graph-database'],
  [[':START_ID(Person)', ':END_ID(Place)', ':TYPE'], 'graph-database'],
  [['source', 'target', 'layer'], 'edge-table'],
  [['Source', 'Target', 'Type', 'Id', 'Label', 'Weight'], 'edge-table'],
  [['from_id', 'to_id'], 'edge-table'],
  [['From', 'To', 'When'], 'edge-table'],
  [['id'], 'node-table'],
  [['Node ID', 'anything'], 'node-table'],
  [['Full Name', 'Shoe size'], 'entity-table'],
  [['Registration Mark', 'Make'], 'entity-table'],
  [['lorem', 'ipsum'], null],
  [['source', 'end'], null],
] as const)('headers %j are recognised as %s', (headers, profile) => {
  expect(profileOf(...headers)).toBe(profile);
});

function loadText(text: string) {
  const dir = mkdtempSync(join(tmpdir(), 'achilles-profile-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  mkdirSync(join(dir, 'profiles'));
  writeFileSync(join(dir, 'profiles', 'made.yaml'), text);
  return loadProfiles(dir);
}

const GOOD = 'id: made\ntitle: Made\nfamily: table\norder: 1\nheaders: plain\n';

test('a profile with a word that is not known, a header written otherwise or an odd pair is refused by its file', () => {
  expect(loadText(GOOD)).toHaveLength(1);
  expect(() => loadText(`${GOOD}colour: red\n`)).toThrow(/made\.yaml.*colour/s);
  expect(() => loadText(`${GOOD}relations: { from: [Source], to: [target] }\n`)).toThrow(
    /lower case/,
  );
  expect(() => loadText(`${GOOD}relations: { from: [source], to: [] }\n`)).toThrow(/pairs/);
});
