/** A schema of FollowTheMoney that records of a kind leave as, and which property takes which field. */
export interface FtmSchema {
  readonly name: string;
  /** Property by field id. */
  readonly properties: Readonly<Record<string, string>>;
}

/**
 * What records leave as, by shipped kind. Source: FollowTheMoney 4 schemata (followthemoney.tech/explorer).
 * A business is a Company, which may own and be owned; premises are RealEstate, which an Address is not.
 */
export const FTM_SCHEMATA: Readonly<Record<string, FtmSchema>> = {
  person: {
    name: 'Person',
    properties: {
      name: 'name',
      givenName: 'firstName',
      surname: 'lastName',
      aliases: 'alias',
      dateOfBirth: 'birthDate',
      sex: 'gender',
      address: 'address',
      phone: 'phone',
      email: 'email',
      nationalId: 'idNumber',
      occupation: 'profession',
      notes: 'notes',
    },
  },
  business: {
    name: 'Company',
    properties: {
      name: 'name',
      tradingName: 'alias',
      companyNumber: 'registrationNumber',
      vatNumber: 'vatCode',
      legalForm: 'legalForm',
      status: 'status',
      incorporatedOn: 'incorporationDate',
      dissolvedOn: 'dissolutionDate',
      statedActivity: 'classification',
      address: 'address',
      phone: 'phone',
      email: 'email',
      notes: 'notes',
    },
  },
  premises: {
    name: 'RealEstate',
    properties: {
      name: 'name',
      address: 'address',
      uprn: 'registrationNumber',
      premisesType: 'propertyType',
      tenure: 'tenure',
      latitude: 'latitude',
      longitude: 'longitude',
      notes: 'notes',
    },
  },
  vehicle: {
    name: 'Vehicle',
    properties: { registration: 'registrationNumber', model: 'model', notes: 'notes' },
  },
  phone: {
    name: 'UserAccount',
    properties: { number: 'username', provider: 'service', notes: 'notes' },
  },
  account: {
    name: 'BankAccount',
    properties: {
      identifier: 'accountNumber',
      provider: 'bankName',
      accountType: 'accountType',
      notes: 'notes',
    },
  },
  event: {
    name: 'Event',
    properties: { eventType: 'name', date: 'date', description: 'description', notes: 'notes' },
  },
  ocg: {
    name: 'Organization',
    properties: { name: 'name', reference: 'registrationNumber', status: 'status', notes: 'notes' },
  },
  licence: { name: 'Asset', properties: { notes: 'notes' } },
  other: {
    name: 'Asset',
    properties: { name: 'name', description: 'description', notes: 'notes' },
  },
};

/** Schemata of things, and the kind that each is read as. */
export const KIND_OF_FTM: Readonly<Record<string, string>> = {
  Person: 'person',
  Company: 'business',
  Organization: 'business',
  PublicBody: 'business',
  LegalEntity: 'business',
  RealEstate: 'premises',
  Land: 'premises',
  Address: 'premises',
  Vehicle: 'vehicle',
  Vessel: 'vehicle',
  Airplane: 'vehicle',
  BankAccount: 'account',
  CryptoWallet: 'account',
  UserAccount: 'account',
  Event: 'event',
};

/** A schema that joins two things: which property names which, what is said of the tie, and how it is read. */
export interface FtmEdge {
  readonly source: string;
  readonly target: string;
  /** Takes the words of the link. */
  readonly words: 'role' | 'relationship' | 'purpose';
  /** Type that a link of another's file is read as; null: what its words say. */
  readonly readAs: string | null;
}

/** Source: as above; `source` and `target` are those of the schema's edge. */
export const FTM_EDGES: Readonly<Record<string, FtmEdge>> = {
  Ownership: { source: 'owner', target: 'asset', words: 'role', readAs: 'owns' },
  Directorship: {
    source: 'director',
    target: 'organization',
    words: 'role',
    readAs: 'director-of',
  },
  Membership: { source: 'member', target: 'organization', words: 'role', readAs: 'member-of' },
  Family: { source: 'person', target: 'relative', words: 'relationship', readAs: 'family-of' },
  Associate: {
    source: 'person',
    target: 'associate',
    words: 'relationship',
    readAs: 'associate-of',
  },
  Employment: { source: 'employee', target: 'employer', words: 'role', readAs: 'works-at' },
  Representation: {
    source: 'agent',
    target: 'client',
    words: 'role',
    readAs: 'professional-adviser-to',
  },
  Payment: { source: 'payer', target: 'beneficiary', words: 'purpose', readAs: 'pays' },
  UnknownLink: { source: 'subject', target: 'object', words: 'role', readAs: null },
};

const LEGAL = ['person', 'business', 'ocg'];
const ASSETS = ['business', 'premises', 'vehicle', 'account', 'licence', 'other'];
const ORGANISATIONS = ['business', 'ocg'];
const PEOPLE = ['person'];

interface EdgeRule {
  readonly schema: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** The schema is read the other way round. */
  readonly isReversed?: true;
}

const EDGE_OF_TYPE: Readonly<Record<string, EdgeRule>> = {
  owns: { schema: 'Ownership', from: LEGAL, to: ASSETS },
  'shareholder-of': { schema: 'Ownership', from: LEGAL, to: ASSETS },
  'psc-of': { schema: 'Ownership', from: LEGAL, to: ASSETS },
  'holds-account': { schema: 'Ownership', from: LEGAL, to: ASSETS },
  'director-of': { schema: 'Directorship', from: LEGAL, to: ORGANISATIONS },
  'member-of': { schema: 'Membership', from: LEGAL, to: ORGANISATIONS },
  leads: { schema: 'Membership', from: LEGAL, to: ORGANISATIONS },
  'family-of': { schema: 'Family', from: PEOPLE, to: PEOPLE },
  'partner-of': { schema: 'Family', from: PEOPLE, to: PEOPLE },
  'associate-of': { schema: 'Associate', from: PEOPLE, to: PEOPLE },
  'works-at': { schema: 'Employment', from: PEOPLE, to: ORGANISATIONS },
  employs: { schema: 'Employment', from: ORGANISATIONS, to: PEOPLE, isReversed: true },
  'professional-adviser-to': { schema: 'Representation', from: LEGAL, to: LEGAL },
  'nominee-for': { schema: 'Representation', from: LEGAL, to: LEGAL },
  pays: { schema: 'Payment', from: LEGAL, to: LEGAL },
};

/** The schema that a link leaves as: one whose ends take these kinds, else the one that takes any. */
export function ftmEdgeFor(
  baseType: string | null,
  fromKind: string,
  toKind: string,
): { readonly schema: string; readonly isReversed: boolean } {
  const rule = baseType === null ? undefined : EDGE_OF_TYPE[baseType];
  return rule?.from.includes(fromKind) && rule.to.includes(toKind)
    ? { schema: rule.schema, isReversed: rule.isReversed === true }
    : { schema: 'UnknownLink', isReversed: false };
}

/** Properties of other programs' entities, and the field that each is read as, beside those above. */
export const FTM_READ_AS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Address: { full: 'address', postalCode: 'postcode', remarks: 'notes' },
  UserAccount: { username: 'identifier', service: 'provider', notes: 'notes' },
  CryptoWallet: { publicKey: 'identifier', notes: 'notes' },
  Vessel: { registrationNumber: 'registration', model: 'model', notes: 'notes' },
  Airplane: { registrationNumber: 'registration', model: 'model', notes: 'notes' },
};

/** Properties of things that name another thing: what joins them, and whether it leads from that other. */
export const FTM_POINTERS: Readonly<
  Record<string, { readonly type: string; readonly isReversed: boolean }>
> = {
  addressEntity: { type: 'has address', isReversed: false },
  owner: { type: 'owns', isReversed: true },
  holder: { type: 'holds account', isReversed: true },
};
