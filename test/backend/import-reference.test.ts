import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sharedData } from '../shared-data.ts';
import { importFiles, startWithCase } from './fixture.ts';

/** Every file of a reference folder, as a host hands a folder over. */
function folder(name: string) {
  const dir = sharedData(name);
  if (dir === null) return null;
  return readdirSync(dir).map((file) => ({
    name: `${name}/${file}`,
    path: join(dir, file),
    isTemporary: false,
  }));
}

const slumlords = folder('slumlords');
const pole = folder('pole_manchester');

test.skipIf(slumlords === null)(
  'slumlords: 13 persons, 9 businesses and all 69 links, parallel ones too',
  async () => {
    const started = await startWithCase();
    const report = await importFiles(started, slumlords ?? []);

    expect(report.entities).toEqual({ person: 13, business: 9 });
    expect(report.relations).toEqual({
      business_interest: 15,
      family: 16,
      family_full: 23,
      owns_property_company: 11,
      sold_to: 4,
    });
    expect(report.totals).toEqual({
      rows: 91,
      kept: 91,
      unchanged: 0,
      quarantined: 0,
      absent: 0,
      deleted: 0,
    });
    expect(report.sourceName).toBe('slumlords');
    expect(report.assumedKind).toBeNull();
    expect(
      report.files
        .filter((file) => file.profile === null)
        .map((file) => file.problems.map((problem) => problem.severity)),
    ).toEqual([['warning'], ['warning']]);

    const info = await started.api.case.info();
    expect(info.entities).toEqual({ person: 13, business: 9 });
    expect(info.totals.relations).toBe(69);
    const found = await started.api.entity.search({ text: 'andre', limit: 5 });
    expect(found.items.map((item) => item.label)).toEqual(['Andre']);
  },
);

test.skipIf(pole === null)(
  'pole_manchester: nothing is dropped and nothing is set aside',
  { timeout: 120_000 },
  async () => {
    const started = await startWithCase();
    const report = await importFiles(started, pole ?? []);

    expect(report.totals).toEqual({
      rows: 167_361,
      kept: 167_361,
      unchanged: 0,
      quarantined: 0,
      absent: 0,
      deleted: 0,
    });
    expect(report.entities).toEqual({
      person: 369,
      vehicle: 1000,
      premises: 14_904,
      event: 29_296,
      phone: 328,
      other: 15_624,
    });
    expect(Object.values(report.relations).reduce((sum, count) => sum + count, 0)).toBe(105_840);
    expect(report.unclaimedLabels).toEqual({
      Area: 93,
      Email: 328,
      Object: 7,
      Officer: 1000,
      PostCode: 14_196,
    });
    for (const file of report.files)
      expect(file.problems.filter((problem) => problem.severity !== 'warning')).toEqual([]);

    const info = await started.api.case.info();
    expect(info.entities).toEqual(report.entities);
    expect(info.relations).toEqual(report.relations);

    const again = await importFiles(started, pole ?? []);
    expect(again).toMatchObject({
      isUnchanged: true,
      batchId: null,
      totals: { kept: 0, unchanged: 167_361, quarantined: 0, absent: 0, deleted: 0 },
    });
  },
);
