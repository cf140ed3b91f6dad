import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { measureJson } from '../../../shared/analysis/measure-file.ts';
import { sharedReference } from '../../shared-data.ts';

/** Graphs that anybody may have; values computed independently from the definitions. */
const OWN_FILES = [
  'karate',
  'karate_weighted',
  'florentine',
  'krackhardt_kite',
  'les_miserables',
  'path5',
  'star6',
  'two_triangles_bridge',
  'disconnected_isolates',
  'directed_weighted8',
  'multi_selfloop6',
  'temporal_a',
  'grading_a',
  'projection_a',
  'network_capital_a',
  'front_company_a',
  'enabler_a',
];

/** Networks of real people: never kept with the project. */
const COVERT_FILES = [
  'montagna_meetings',
  'montagna_phonecalls',
  'hijackers19',
  'hijackers60',
  'noordin_union',
  'london_gang',
];

const RELATIVE_TOLERANCE = 1e-9;
const ITERATED_TOLERANCE = 1e-6;

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** What a file expects, with several blocks in their places. */
function expectedOf(file: JsonObject): Json {
  if (file.expected !== undefined) return file.expected;
  const blocks = (list: Json | undefined) =>
    isList(list) ? list.map((item) => (isObject(item) ? (item.expected ?? null) : null)) : null;
  if (file.phases !== undefined)
    return { phases: blocks(file.phases), transitions: file.transitions ?? null };
  return { cases: blocks(file.cases) };
}

/** Each key whose value is not as expected, with both. */
function differences(expected: Json, actual: Json | undefined, key = ''): string[] {
  if (/best_known_modularity\w*$/.test(key)) return communityFault(expected, actual, key);
  if (typeof expected === 'number' && typeof actual === 'number') {
    const tolerance = /eigenvector|pagerank/.test(key) ? ITERATED_TOLERANCE : RELATIVE_TOLERANCE;
    return Math.abs(expected - actual) <= tolerance * Math.abs(expected)
      ? []
      : [`${key}: ${actual}, not ${expected}`];
  }
  if (isList(expected) && isList(actual) && expected.length === actual.length)
    return expected.flatMap((item, at) => differences(item, actual[at], `${key}[${at}]`));
  if (isObject(expected) && isObject(actual)) {
    const [wanted, given] = [Object.keys(expected), Object.keys(actual)];
    const order = wanted.join() === given.join() ? [] : [`${key}: keys ${given}, not ${wanted}`];
    return [
      ...order,
      ...wanted.flatMap((name) =>
        differences(expected[name] ?? null, actual[name], `${key}.${name}`),
      ),
    ];
  }
  return expected === actual
    ? []
    : [`${key}: ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`];
}

function communityFault(expected: Json, actual: Json | undefined, key: string): string[] {
  if (!isObject(expected) || !isObject(actual)) return [`${key}: there is none`];
  return typeof actual.Q === 'number' && actual.Q >= Number(expected.accept_if_Q_at_least)
    ? []
    : [`${key}: ${actual.Q}, not at least ${expected.accept_if_Q_at_least}`];
}

function check(path: string, isAskedBlind: boolean): void {
  const file = JSON.parse(readFileSync(path, 'utf8')) as JsonObject;
  const answer = JSON.parse(JSON.stringify(measureJson(file, { measures: null, seed: 1 })));
  expect(differences(expectedOf(file), answer)).toEqual([]);
  // Without what is expected the same is told: the answer is not shaped by it.
  const { expected, ...blind } = file;
  if (expected === undefined || !isAskedBlind) return;
  const again = JSON.parse(JSON.stringify(measureJson(blind, { measures: null, seed: 1 })));
  expect(again).toEqual(answer);
}

for (const name of OWN_FILES) {
  test(`every value of ${name} agrees with its golden file`, () => {
    const path = resolve(import.meta.dirname, `../../fixtures/golden/${name}.json`);
    expect(existsSync(path)).toBe(true);
    check(path, true);
  });
}

for (const name of COVERT_FILES) {
  const path = sharedReference(`golden/${name}.json`);
  test.skipIf(path === null)(`every value of ${name} agrees with its golden file`, () => {
    check(path ?? '', false);
  });
}
