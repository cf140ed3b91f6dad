import { type Basis, type Grade, UNGRADED } from '../domain/grade.ts';

export type SourceId =
  | 'mapping'
  | 'property'
  | 'rates'
  | 'companies'
  | 'premises-licences'
  | 'taxi'
  | 'hmo'
  | 'food'
  | 'registrations'
  | 'suppliers'
  | 'keepers'
  | 'telecoms'
  | 'bank'
  | 'incidents'
  | 'visits'
  | 'safeguarding'
  | 'intelligence';

/** What a source is, apart from its rows. */
export interface SourceDescription {
  readonly id: SourceId;
  readonly name: string;
  /** Starts the natural keys of its rows. */
  readonly prefix: string;
  /** `{county}` stands for the county's name. */
  readonly ownerAgency: string;
  readonly basis: Basis;
  readonly grade: Grade;
  readonly regime: 'law-enforcement' | 'general';
  readonly purpose: string;
  /** How long before the reference date a register's edition was made; null: each row has its own date. */
  readonly editionAgeDays: number | null;
}

/** Registers arrive at different times of the month. */
const EDITION_AGES: Readonly<Partial<Record<SourceId, number>>> = {
  mapping: 6,
  property: 31,
  rates: 31,
  companies: 17,
  'premises-licences': 9,
  taxi: 4,
  hmo: 24,
  food: 12,
  registrations: 9,
  suppliers: 45,
  keepers: 2,
  telecoms: 20,
  bank: 27,
};

const POLICE = '{county} Constabulary';
const COUNCIL = '{county} Council';

function register(
  id: SourceId,
  name: string,
  prefix: string,
  ownerAgency: string,
  purpose: string,
): SourceDescription {
  return {
    id,
    name,
    prefix,
    ownerAgency,
    purpose,
    basis: 'fact',
    grade: UNGRADED,
    regime: 'general',
    editionAgeDays: EDITION_AGES[id] ?? null,
  };
}

function police(
  id: SourceId,
  name: string,
  prefix: string,
  basis: Basis,
  grade: Grade,
): SourceDescription {
  return {
    id,
    name,
    prefix,
    ownerAgency: POLICE,
    basis,
    grade,
    regime: 'law-enforcement',
    purpose: 'Prevention and detection of serious and organised crime',
    editionAgeDays: EDITION_AGES[id] ?? null,
  };
}

/** Every source, in the order it is brought in: relations point at records of sources above them. */
export const SOURCES: readonly SourceDescription[] = [
  police('mapping', 'OCG mapping list', 'OML', 'intelligence', {
    source: 1,
    information: 'B',
    handling: 'P',
    conditions: null,
  }),
  register(
    'property',
    'Property and council tax list',
    'PCT',
    `${COUNCIL} Revenues`,
    'Council tax',
  ),
  register('rates', 'Business rates list', 'NDR', `${COUNCIL} Revenues`, 'Business rates'),
  register('companies', 'Companies register', 'CRG', 'Companies register', 'Public register'),
  register(
    'premises-licences',
    'Premises licence register',
    'PLR',
    `${COUNCIL} Licensing`,
    'Licensing',
  ),
  register('taxi', 'Taxi and private hire register', 'TPH', `${COUNCIL} Licensing`, 'Licensing'),
  register('hmo', 'HMO register', 'HMO', `${COUNCIL} Housing`, 'Housing standards'),
  register(
    'food',
    'Food hygiene register',
    'FHR',
    `${COUNCIL} Environmental Health`,
    'Food safety',
  ),
  register(
    'registrations',
    'Other licences and registrations',
    'OLR',
    `${COUNCIL} Licensing`,
    'Licensing',
  ),
  register('suppliers', 'Supplier payments', 'SUP', `${COUNCIL} Finance`, 'Payment of suppliers'),
  police('bank', 'Bank disclosures', 'BNK', 'fact', UNGRADED),
  register('keepers', 'Vehicle keeper list', 'VKL', POLICE, 'Road traffic enforcement'),
  police('telecoms', 'Telecoms records', 'TEL', 'fact', UNGRADED),
  register(
    'incidents',
    'Incident log',
    'INC',
    '{county} Community Safety Partnership',
    'Community safety',
  ),
  register(
    'visits',
    'Regulatory visits',
    'VIS',
    `${COUNCIL} Regulatory Services`,
    'Regulatory enforcement',
  ),
  police('safeguarding', 'Safeguarding referrals', 'SAF', 'intelligence', {
    source: 1,
    information: 'B',
    handling: 'C',
    conditions: 'Safeguarding leads only. Never to be used against the person named.',
  }),
  // Without a grade of its own, so that a report that waits for one shows as ungraded.
  police('intelligence', 'Intelligence reports', 'INT', 'intelligence', UNGRADED),
];
