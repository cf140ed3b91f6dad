import type { Fields } from '../domain/field.ts';
import { tradeOf } from './firm.ts';
import { FLAGSHIP, FLAGSHIP_NEIGHBOUR } from './group.ts';
import { recordLicenceCheck } from './licence.ts';
import type { Random } from './random.ts';
import { reportSign } from './report.ts';
import type { SourceId } from './source-list.ts';
import { type Entity, type Firm, type Group, recentDay, tell, type World } from './world.ts';

/** Signs that a register shows by itself; all others are found on a visit or reported. */
const REGISTER_OF_SIGN: Readonly<Record<string, SourceId>> = {
  'late-accounts': 'companies',
  'phoenix-companies': 'companies',
  'overseas-entity-owner': 'companies',
  'mass-registration-address': 'companies',
  'unpaid-rates': 'rates',
  'ratepayer-mismatch': 'rates',
  'record-keeping-breach': 'taxi',
  'safeguarding-training-lapsed': 'taxi',
  'tax-check-missing': 'taxi',
  'new-company-large-contract': 'suppliers',
  'suspicious-transactions': 'bank',
  'untaxed-vehicle': 'keepers',
  'uninsured-vehicle': 'keepers',
};

/** Share of other signs that an officer saw, so that they are fact; the rest are intelligence. */
const SEEN_SHARE = 0.42;

/** Shows a sign where it would be shown: in a register, on a visit, or in a report. */
export function showSign(world: World, random: Random, entity: Entity, indicator: string): void {
  const register = REGISTER_OF_SIGN[indicator];
  if (register === undefined && !random.chance(SEEN_SHARE)) {
    reportSign(world, random, entity, indicator);
    return;
  }
  // A sign that contradicts the register it is shown by would be no sign.
  if (indicator === 'late-accounts') entity.fields.filingStatus = 'Accounts overdue';
  const fields: Fields = { indicators: [indicator] };
  const phrases = world.lists.phrases.signs[indicator];
  if (register === undefined && phrases) fields.notes = random.pick(phrases);
  tell(world, register ?? 'visits', {
    entity,
    fields,
    ...(register === undefined ? { observedOn: recentDay(world, random) } : {}),
  });
}

/** A visit that looked for signs and did not find them. */
export function recordAbsence(
  world: World,
  random: Random,
  entity: Entity,
  indicators: readonly string[],
): void {
  if (indicators.length === 0) return;
  tell(world, 'visits', {
    entity,
    fields: {
      indicatorsAbsent: [...indicators],
      notes: 'Visited. Nothing found of what was looked for.',
    },
    observedOn: recentDay(world, random),
  });
}

/** Signs at and about the firms of groups, and what visits ruled out. */
export function showFrontSigns(world: World): void {
  const random = world.random.fork('front signs');
  const shown = new Set<Firm>();
  for (const group of world.groups) {
    for (const firm of group.firms) {
      if (shown.has(firm)) continue;
      shown.add(firm);
      showFirmSigns(
        world,
        random,
        firm,
        group.index === FLAGSHIP ? 3 : group.index === FLAGSHIP_NEIGHBOUR ? 2 : 1,
      );
    }
  }
  for (const firm of world.firms) {
    if (!shown.has(firm) && firm.business.groups.length > 0) showFirmSigns(world, random, firm, 1);
  }
}

function showFirmSigns(world: World, random: Random, firm: Firm, least: number): void {
  const trade = tradeOf(world, firm.sector);
  const ofBusiness = random.sample(trade.businessSigns, random.integer(least, 3));
  const ofPremises = random.sample(trade.premisesSigns, random.integer(least, 3));
  if (
    firm.business.fields.filingStatus === 'Accounts overdue' &&
    !ofBusiness.includes('late-accounts')
  ) {
    ofBusiness.push('late-accounts');
  }
  for (const sign of ofBusiness) showSign(world, random, firm.business, sign);
  for (const sign of ofPremises) showSign(world, random, firm.premises, sign);
  if (!random.chance(0.55)) return;
  const notThere = trade.absent.filter(
    (sign) => !ofBusiness.includes(sign) && !ofPremises.includes(sign),
  );
  recordAbsence(world, random, random.chance(0.5) ? firm.premises : firm.business, notThere);
}

const SIGNS_OF_PLACE: Readonly<Record<string, readonly string[]>> = {
  'lock-up-garage': ['stolen-property', 'counterfeit-goods', 'illicit-tobacco', 'lease-breach'],
  flat: [
    'drug-dealing-at-premises',
    'cannabis-cultivation',
    'unusual-visitor-traffic',
    'brothel-activity',
    'tenancy-subletting',
  ],
  dwelling: [
    'cannabis-cultivation',
    'electricity-abstraction',
    'drug-dealing-at-premises',
    'dangerous-electrics',
    'overcrowding',
  ],
  'caravan-site': ['modern-slavery-signs', 'stolen-property'],
  'market-stall': ['counterfeit-goods', 'illicit-tobacco'],
  'private-members-club': ['unlicensed-alcohol-sales', 'smokefree-breach', 'noise-nuisance'],
  'vacant-building': ['derelict-premises', 'cannabis-cultivation', 'electricity-abstraction'],
  'vehicle-storage-yard': ['vehicle-breaking', 'abandoned-vehicle', 'burning-waste'],
  warehouse: ['counterfeit-goods', 'illicit-vapes', 'unknown-occupier'],
  'industrial-unit': [
    'unknown-occupier',
    'vehicle-breaking',
    'waste-accumulation',
    'unauthorised-change-of-use',
    'cannabis-cultivation',
  ],
};

/** What a place of this type would need, and was looked up for. */
const LICENCE_OF_PLACE: Readonly<Record<string, string>> = {
  'caravan-site': 'caravan-site-licence',
  'market-stall': 'street-trading-consent',
  'private-members-club': 'premises-licence',
  'vehicle-storage-yard': 'scrap-site-licence',
};

/** Signs at the places groups work from and at some of their homes. */
export function showPlaceSigns(world: World): void {
  const random = world.random.fork('place signs');
  for (const group of world.groups) {
    for (const place of group.premises) {
      const signs = SIGNS_OF_PLACE[String(place.fields.premisesType)] ?? [];
      for (const sign of random.sample(signs, random.integer(1, 2)))
        showSign(world, random, place, sign);
      if (random.chance(0.3)) recordAbsence(world, random, place, ['fire-risk', 'overcrowding']);
      const licence = LICENCE_OF_PLACE[String(place.fields.premisesType)];
      if (licence !== undefined) recordLicenceCheck(world, random, place, licence);
    }
  }
  for (const home of world.entities) {
    if (home.kind !== 'premises' || home.groups.length === 0) continue;
    if (home.fields.premisesType !== 'dwelling' && home.fields.premisesType !== 'flat') continue;
    if (home.fields.vulnerableOccupant === true) showTakenOverSigns(world, random, home);
    else showHomeSigns(world, random, home);
  }
}

function showTakenOverSigns(world: World, random: Random, home: Entity): void {
  reportSign(world, random, home, 'drug-dealing-at-premises');
  if (random.chance(0.7)) showSign(world, random, home, 'unusual-visitor-traffic');
}

function showHomeSigns(world: World, random: Random, home: Entity): void {
  if (random.chance(0.1)) showSign(world, random, home, 'asb');
  if (random.chance(0.08)) showSign(world, random, home, 'address-mismatch');
  if (random.chance(0.06)) showSign(world, random, home, 'drug-dealing-at-premises');
  const isSocial = String(home.fields.tenure).endsWith('tenancy');
  if (isSocial && random.chance(0.12)) showSign(world, random, home, 'tenancy-subletting');
  if (isSocial && random.chance(0.06)) {
    tell(world, 'visits', {
      entity: home,
      fields: {
        indicators: ['closure-order-made'],
        notes: 'Closure order in force for three months',
      },
      observedOn: world.today - random.integer(10, 80),
    });
  }
}

/** Signs about vehicles: what the keeper list shows, and what was seen. */
export function showVehicleSigns(world: World): void {
  const random = world.random.fork('vehicle signs');
  const groupOf = (vehicle: Entity): Group | undefined => world.groups[vehicle.groups[0] ?? -1];
  for (const vehicle of world.entities) {
    if (vehicle.kind !== 'vehicle') continue;
    if (vehicle.fields.taxStatus === 'Untaxed') showSign(world, random, vehicle, 'untaxed-vehicle');
    if (vehicle.fields.insuranceStatus === 'No insurance held')
      showSign(world, random, vehicle, 'uninsured-vehicle');
    const group = groupOf(vehicle);
    if (!group) continue;
    if (random.chance(0.12)) showSign(world, random, vehicle, 'unpaid-parking-penalties');
    if (random.chance(0.1)) showSign(world, random, vehicle, 'cross-border-pattern');
    if (group.threats.includes('drugs') && random.chance(0.12))
      showSign(world, random, vehicle, 'county-lines-transport');
    const trade = group.firms.find((firm) => ['waste-recycling', 'taxi-phv'].includes(firm.sector));
    if (trade && random.chance(0.35)) {
      showSign(
        world,
        random,
        vehicle,
        trade.sector === 'taxi-phv'
          ? 'unlicensed-taxi'
          : random.pick(['fly-tipping', 'no-waste-carrier-licence']),
      );
    }
  }
}
