import { isoDate } from './calendar.ts';
import type { Trade } from './lists.ts';
import { inventSurname } from './person.ts';
import { addPremises } from './place.ts';
import type { Random } from './random.ts';
import {
  addEntity,
  type Entity,
  type Firm,
  HISTORY_DAYS,
  pickFields,
  tell,
  tellLink,
  type World,
} from './world.ts';

/** The trade of a sector. */
export function tradeOf(world: World, sector: string): Trade {
  const trade = world.lists.trades.find((each) => each.sector === sector);
  if (!trade) throw new Error(`The lists have no trade “${sector}”.`);
  return trade;
}

const PARTNERSHIP_SECTORS: ReadonlySet<string> = new Set(['accountancy', 'legal-services']);

function inventFirmName(
  world: World,
  random: Random,
  trade: Trade,
): { name: string; tradingName: string } {
  const { businessHeads, businessTails, legalEndings } = world.lists.organisations;
  const stem = random.chance(0.65)
    ? random.pick(businessHeads) + random.pick(businessTails)
    : inventSurname(world, random);
  const tradingName = `${stem} ${random.pick(trade.names)}`;
  const isPartnership = PARTNERSHIP_SECTORS.has(trade.sector) && random.chance(0.4);
  return {
    tradingName,
    name: `${tradingName} ${isPartnership ? 'LLP' : random.pick(legalEndings)}`,
  };
}

/** How a firm is set up. */
export interface FirmOptions {
  readonly trade: Trade;
  readonly town: number;
  readonly groups?: readonly number[];
  readonly officers: readonly Entity[];
  /** Where it is registered when not where it trades. */
  readonly registeredAt?: Entity | null;
  readonly isLimited?: boolean;
  readonly ageDays?: readonly [number, number];
  /** Trades from premises that are there already. */
  readonly premises?: Entity;
  /** Day number on which it was dissolved. */
  readonly dissolvedOn?: number;
}

/** Sets up a firm with its premises, as the registers of rates and companies show it. */
export function foundFirm(world: World, random: Random, options: FirmOptions): Firm {
  const { trade, town, groups = [], isLimited = true } = options;
  const names = inventFirmName(world, random, trade);
  const [youngest, oldest] = options.ageDays ?? [200, HISTORY_DAYS * 2];
  const startedOn = world.today - random.integer(youngest, oldest);
  const premises =
    options.premises ??
    addPremises(world, random, {
      town,
      groups,
      premisesType: trade.premisesType,
      tenure: random.chance(0.12) ? 'council-commercial-lease' : 'commercial-lease',
    });
  const business = addEntity(
    world,
    'business',
    town,
    {
      name: isLimited ? names.name : names.tradingName,
      sector: trade.sector,
      legalForm: isLimited
        ? names.name.endsWith('LLP')
          ? 'Limited liability partnership'
          : 'Private limited company'
        : 'Sole trader',
    },
    groups,
  );
  const { fields } = business;
  const registeredAt = options.registeredAt ?? premises;
  if (isLimited) {
    Object.assign(fields, {
      companyNumber: world.inventor.companyNumber(),
      status: options.dissolvedOn === undefined ? 'Active' : 'Dissolved',
      incorporatedOn: isoDate(startedOn),
      filingStatus: random.weighted([
        ['Up to date', 78],
        ['Accounts overdue', 14],
        ['Dormant accounts', 8],
      ]),
    });
    if (options.dissolvedOn !== undefined) fields.dissolvedOn = isoDate(options.dissolvedOn);
    if (random.chance(0.5)) fields.vatNumber = world.inventor.vatNumber();
  }
  fields.address = registeredAt.fields.address ?? null;
  fields.postcode = registeredAt.fields.postcode ?? null;
  recordFirm(world, random, {
    business,
    premises,
    registeredAt,
    startedOn,
    options,
    tradingName: names.tradingName,
  });
  const firm: Firm = { business, premises, sector: trade.sector };
  world.firms.push(firm);
  return firm;
}

function recordFirm(
  world: World,
  random: Random,
  firm: {
    readonly business: Entity;
    readonly premises: Entity;
    readonly registeredAt: Entity;
    readonly startedOn: number;
    readonly options: FirmOptions;
    readonly tradingName: string;
  },
): void {
  const { business, premises, registeredAt, startedOn, options } = firm;
  const endedOn = options.dissolvedOn ?? null;
  const rated = pickFields(premises, [
    'address',
    'uprn',
    'postcode',
    'premisesType',
    'tenure',
    'latitude',
    'longitude',
  ]);
  // A shop in three is rated to a former trader: the list lags behind the parade.
  const isRatepayer = endedOn === null && random.chance(options.groups?.length ? 0.65 : 0.9);
  if (isRatepayer) rated.ratepayer = business.fields.name ?? null;
  tell(world, 'rates', { entity: premises, fields: rated });
  if (isRatepayer) {
    tell(world, 'rates', {
      entity: business,
      fields: {
        name: business.fields.name ?? null,
        tradingName: firm.tradingName,
        sector: business.fields.sector ?? null,
      },
    });
    tellLink(world, 'rates', {
      type: 'liable-for-rates-at',
      from: business,
      to: premises,
      startedOn,
    });
  }
  if (options.isLimited === false) {
    if (!isRatepayer)
      tell(world, 'visits', { entity: business, fields: pickFields(business, ['name', 'sector']) });
  } else {
    tell(world, 'companies', { entity: business, fields: business.fields });
    if (registeredAt !== premises) {
      tell(world, 'companies', {
        entity: registeredAt,
        fields: pickFields(registeredAt, ['address', 'postcode']),
      });
    }
    tellLink(world, 'companies', {
      type: 'registered-at',
      from: business,
      to: registeredAt,
      startedOn,
      endedOn,
    });
    for (const [place, officer] of options.officers.entries()) {
      tell(world, 'companies', {
        entity: officer,
        fields: pickFields(officer, ['name', 'disqualified']),
      });
      tellLink(world, 'companies', {
        type: 'director-of',
        from: officer,
        to: business,
        startedOn:
          place === 0 ? startedOn : Math.min(world.today - 1, startedOn + random.integer(10, 150)),
        endedOn,
      });
      if (place === 0 && random.chance(0.6)) {
        tellLink(world, 'companies', {
          type: 'psc-of',
          from: officer,
          to: business,
          startedOn,
          endedOn,
        });
      }
    }
  }
  tellLink(world, isRatepayer ? 'rates' : 'visits', {
    type: 'trades-at',
    from: business,
    to: premises,
    startedOn,
    endedOn,
  });
}
