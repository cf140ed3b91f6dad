import type { StagedSource } from '../domain/staged.ts';
import { buildAccounts, buildPhones, buildPremises, buildVehicles } from './asset.ts';
import { dayOf } from './calendar.ts';
import { buildEnablers } from './enabler.ts';
import { buildFronts } from './front.ts';
import { buildGroups, GROUP_TARGETS } from './group.ts';
import { createInventor } from './invented.ts';
import type { SampleLists } from './lists.ts';
import { buildTowns } from './place.ts';
import { buildCountyLines, buildVictims, recordProtected } from './protected.ts';
import { createRandom } from './random.ts';
import { introduceUnknown, observeLinks, recordMapping, reportPeople } from './report.ts';
import { assignRoles } from './role.ts';
import { createStaging } from './staging.ts';
import { type Truth, tellTruth } from './truth.ts';
import type { Scale, World } from './world.ts';

/** What to make, and from which seed. */
export interface CountyOptions {
  readonly seed: number;
  readonly scale: Scale;
  /** ISO 8601 date: the last day that anything happens. */
  readonly referenceDate: string;
  readonly lists: SampleLists;
}

/** An invented county: what sources say of it, and what is so. */
export interface County {
  readonly sources: readonly StagedSource[];
  readonly truth: Truth;
}

function createWorld(options: CountyOptions): World {
  const random = createRandom(options.seed);
  return {
    scale: options.scale,
    random,
    inventor: createInventor(random.fork('identifiers'), options.scale),
    lists: options.lists,
    today: dayOf(options.referenceDate),
    towns: [],
    groups: [],
    entities: [],
    links: [],
    falseLinks: [],
    ties: [],
    enablers: [],
    firms: [],
    hubs: [],
    decoys: [],
    overlaps: [],
    records: new Map(),
    relations: new Map(),
    addresses: new Set(),
  };
}

/** Makes the true world and what each source claims of it (analytics.md 5.2). The order of the steps is fixed. */
export function buildWorld(options: CountyOptions): World {
  const world = createWorld(options);
  const townCount = Math.max(3, Math.round(GROUP_TARGETS[options.scale].ocgs / 12));
  buildTowns(world, world.random.fork('towns'), townCount + 4);
  buildGroups(world, townCount);
  assignRoles(world);
  buildFronts(world);
  buildEnablers(world);
  buildPremises(world);
  buildVehicles(world);
  buildPhones(world);
  buildAccounts(world);
  buildCountyLines(world);
  buildVictims(world);
  recordProtected(world);
  recordMapping(world);
  reportPeople(world);
  observeLinks(world);
  introduceUnknown(world);
  return world;
}

/** Makes an invented county. The same options give the same answer, to the byte. */
export function generateCounty(options: CountyOptions): County {
  const world = buildWorld(options);
  const staging = createStaging(world);
  const sources = [...staging.sources()];
  return { sources, truth: tellTruth(world, staging) };
}
