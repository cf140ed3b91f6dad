import type { StagedSource } from '../domain/staged.ts';
import { buildAccounts, buildPhones, buildPremises, buildVehicles } from './asset.ts';
import { type InventedDistrict, inventDistricts } from './boundary.ts';
import { dayOf } from './calendar.ts';
import { buildDecoys } from './decoy.ts';
import { buildEnablers } from './enabler.ts';
import { buildFronts } from './front.ts';
import { buildGroups, GROUP_TARGETS } from './group.ts';
import {
  buildFormationAddresses,
  buildParksAndFleets,
  buildSharedHouses,
  fillFormationAddresses,
} from './hub.ts';
import { buildDisruptions, buildIncidents } from './incident.ts';
import { createInventor } from './invented.ts';
import { buildLettings } from './letting.ts';
import { licenseDrivers, licenseFirms } from './licence.ts';
import type { SampleLists } from './lists.ts';
import { buildOrdinary, listSuppliers } from './ordinary.ts';
import { buildTowns } from './place.ts';
import { buildCountyLines, buildVictims, recordProtected } from './protected.ts';
import { createRandom } from './random.ts';
import { introduceUnknown, observeLinks, recordMapping, reportPeople } from './report.ts';
import { assignRoles } from './role.ts';
import { showFrontSigns, showPlaceSigns, showVehicleSigns } from './sign.ts';
import { createStaging } from './staging.ts';
import { type Truth, tellTruth } from './truth.ts';
import { buildOverlaps } from './twin.ts';
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

/** Towns beyond those that groups are based in: where county lines end. */
const FARTHER_TOWNS = 4;
/** Shared houses for each group: six in a county of 42. */
const SHARED_HOUSES_PER_GROUP = 6 / 42;

/** Makes the true world and what each source claims of it (analytics.md 5.2). The order of the steps is fixed. */
function buildWorld(options: CountyOptions): World {
  const world = createWorld(options);
  const townCount = settle(world);
  buildGroups(world, townCount);
  assignRoles(world);
  buildFormationAddresses(world);
  buildFronts(world);
  buildEnablers(world);
  buildAssets(world);
  buildCountyLines(world);
  buildVictims(world);
  buildSharedHouses(world, Math.round(world.groups.length * SHARED_HOUSES_PER_GROUP));
  buildParksAndFleets(world);
  buildLettings(world);
  if (options.scale === 'county') buildOrdinary(world);
  buildDecoys(world);
  fillFormationAddresses(world);
  licenseFirms(world);
  licenseDrivers(world);
  listSuppliers(world);
  buildIncidents(world);
  buildDisruptions(world);
  showFrontSigns(world);
  showPlaceSigns(world);
  showVehicleSigns(world);
  buildOverlaps(world);
  recordProtected(world);
  recordMapping(world);
  reportPeople(world);
  observeLinks(world);
  introduceUnknown(world);
  return world;
}

/** Founds the towns; gives how many of them groups are based in. */
function settle(world: World): number {
  const townCount = Math.max(3, Math.round(GROUP_TARGETS[world.scale].ocgs / 12));
  buildTowns(world, world.random.fork('towns'), townCount + FARTHER_TOWNS);
  return townCount;
}

/** The districts of an invented county, without anything that is in it. */
export function generateDistricts(options: CountyOptions): readonly InventedDistrict[] {
  const world = createWorld(options);
  settle(world);
  return inventDistricts(world.towns);
}

function buildAssets(world: World): void {
  buildPremises(world);
  buildVehicles(world);
  buildPhones(world);
  buildAccounts(world);
}

/** Makes an invented county. The same options give the same answer, to the byte. */
export function generateCounty(options: CountyOptions): County {
  const world = buildWorld(options);
  const staging = createStaging(world);
  const sources = [...staging.sources()];
  return { sources, truth: tellTruth(world, staging) };
}
