import { join, resolve } from 'node:path';
import { loadSampleLists } from '../../electron/db/resources.ts';
import { type County, generateCounty } from '../../shared/synthetic/county.ts';
import { shapeOf } from '../unit/synthetic/network.ts';

// Making an invented county and an invented nation: time, memory, and the shape of the person network
// beside what analytics.md 5.3 expects of it. Figures are printed, never asserted.
const lists = loadSampleLists(join(resolve(import.meta.dirname, '../..'), 'resources'));

/** Band of each measure at national scale; `null` where none is given. */
const NATIONAL_BANDS: Readonly<Record<string, readonly [number, number]>> = {
  nodes: [35_682, 37_890],
  links: [58_527, 62_147],
  meanDegree: [2.9, 3.6],
  p50: [2, 4],
  p90: [5, 7],
  p99: [9, 11],
  most: [20, 40],
  components: [500, 1100],
  largestShare: [0.6, 0.85],
  clustering: [0.33, 0.47],
  modularity: [0.95, 0.99],
  meanPath: [15, 26],
  articulationShare: [0.18, 0.32],
};

function make(scale: 'county' | 'national', seed: number): County {
  const startedAt = performance.now();
  const county = generateCounty({ seed, scale, referenceDate: '2026-11-01', lists });
  const elapsedMs = Math.round(performance.now() - startedAt);
  const records = county.sources.reduce((sum, source) => sum + source.records.length, 0);
  const relations = county.sources.reduce((sum, source) => sum + source.relations.length, 0);
  const rssMb = Math.round(process.memoryUsage().rss / 1e6);
  const groups = new Set(county.truth.capabilities.map((each) => each.groupKey)).size;
  console.log(
    `${scale}, seed ${seed}: ${elapsedMs} ms, ${groups} groups, ${records} records, ${relations} relations, ${rssMb} MB resident`,
  );
  return county;
}

function printShape(
  county: County,
  bands: Readonly<Record<string, readonly [number, number]>>,
): void {
  const { degrees, ...shape } = shapeOf(county.truth, 300);
  for (const [measure, value] of Object.entries({ ...shape, ...degrees })) {
    const band = bands[measure];
    const verdict = band ? (value >= band[0] && value <= band[1] ? 'within' : 'OUTSIDE') : '';
    const bounds = band ? `${verdict} ${band[0]} to ${band[1]}` : '';
    console.log(
      `  ${measure.padEnd(18)} ${String(Math.round(value * 1000) / 1000).padStart(9)}  ${bounds}`,
    );
  }
}

make('county', 0);
for (const seed of [1, 2, 3]) printShape(make('county', seed), {});
printShape(make('national', 1), NATIONAL_BANDS);
