import type { EvidenceGrade } from '../domain/lever.ts';

/** A fact that a lever may ask about by name. Indicators, kinds, links and closeness to a group have tests of their own. */
export interface FactDefinition {
  /** Also the field it is read from, except `licences`, which is made from licence records. */
  readonly id: string;
  readonly type: 'term' | 'boolean' | 'number' | 'licences';
  /** Vocabulary of a term or of licences. */
  readonly vocabulary?: string;
  readonly unit: 'word' | 'yes or no' | 'years' | 'set of words';
  /** How it is said before its value: *type of premises*; of a yes or no, the words for yes. */
  readonly words: string;
  readonly meaning: string;
}

/** Every fact by name: its unit and its meaning. */
export const FACTS: readonly FactDefinition[] = [
  {
    id: 'sector',
    type: 'term',
    vocabulary: 'sectors',
    unit: 'word',
    words: 'sector',
    meaning: 'Trade of a business.',
  },
  {
    id: 'premisesType',
    type: 'term',
    vocabulary: 'premises-types',
    unit: 'word',
    words: 'type of premises',
    meaning: 'What premises are used as.',
  },
  {
    id: 'tenure',
    type: 'term',
    vocabulary: 'tenures',
    unit: 'word',
    words: 'tenure',
    meaning: 'How premises are held by their occupier.',
  },
  {
    id: 'role',
    type: 'term',
    vocabulary: 'roles',
    unit: 'word',
    words: 'role',
    meaning: 'Part a person plays in or around a group, as assessed.',
  },
  {
    id: 'licences',
    type: 'licences',
    vocabulary: 'licence-types',
    unit: 'set of words',
    words: 'licences',
    meaning:
      'Licences held now by an entity or for it. Lacking one is known only where that type was looked up.',
  },
  {
    id: 'age',
    type: 'number',
    unit: 'years',
    words: 'age',
    meaning: 'Age on the day of asking, recorded or worked out from a date of birth.',
  },
  {
    id: 'vulnerable',
    type: 'boolean',
    unit: 'yes or no',
    words: 'assessed or reported as vulnerable',
    meaning: 'The person is assessed or reported as vulnerable.',
  },
  {
    id: 'vulnerableOccupant',
    type: 'boolean',
    unit: 'yes or no',
    words: 'has a vulnerable occupant',
    meaning: 'Someone vulnerable lives at the premises.',
  },
  {
    id: 'convicted',
    type: 'boolean',
    unit: 'yes or no',
    words: 'convicted',
    meaning: 'A conviction is recorded.',
  },
  {
    id: 'relevantConviction',
    type: 'boolean',
    unit: 'yes or no',
    words: 'has a relevant conviction',
    meaning: 'A conviction that bears on a regulator’s test of fitness.',
  },
  {
    id: 'seriousOffenceConviction',
    type: 'boolean',
    unit: 'yes or no',
    words: 'convicted of a serious offence',
    meaning: 'A conviction for an offence of the kind in Schedule 1 to the Serious Crime Act 2007.',
  },
  {
    id: 'seriousConvictionLinkedToHome',
    type: 'boolean',
    unit: 'yes or no',
    words: 'serious conviction linked to the home',
    meaning: 'A conviction that meets Schedule 2A to the Housing Act 1985 and is tied to the home.',
  },
  {
    id: 'banningOrderOffence',
    type: 'boolean',
    unit: 'yes or no',
    words: 'convicted of a banning order offence',
    meaning: 'A conviction that allows a landlord banning order.',
  },
  {
    id: 'slaveryOffence',
    type: 'boolean',
    unit: 'yes or no',
    words: 'slavery or trafficking conviction or finding',
    meaning: 'A conviction or finding for slavery or trafficking.',
  },
  {
    id: 'awaitingSentence',
    type: 'boolean',
    unit: 'yes or no',
    words: 'awaiting sentence',
    meaning: 'Before a criminal court for sentence.',
  },
  {
    id: 'disqualified',
    type: 'boolean',
    unit: 'yes or no',
    words: 'disqualified as a director',
    meaning: 'Disqualified from being a company director.',
  },
  {
    id: 'councilSupplier',
    type: 'boolean',
    unit: 'yes or no',
    words: 'council supplier',
    meaning: 'Appears in the council’s supplier, grant or contract data.',
  },
  {
    id: 'hasFourPPlan',
    type: 'boolean',
    unit: 'yes or no',
    words: 'has a current 4P plan',
    meaning: 'The group has a current plan under the four Ps.',
  },
];

const FACT_BY_ID: ReadonlyMap<string, FactDefinition> = new Map(
  FACTS.map((fact) => [fact.id, fact]),
);

/** The fact of this name, or null. */
export function factOf(id: string): FactDefinition | null {
  return FACT_BY_ID.get(id) ?? null;
}

/** Fields that the facts are made from: no other field of a record needs to be read for the levers. */
export const FACT_FIELDS: ReadonlySet<string> = new Set([
  ...FACTS.filter((fact) => fact.type !== 'licences').map((fact) => fact.id),
  'indicators',
  'indicatorsAbsent',
  'licencesChecked',
  'dateOfBirth',
  'licenceType',
  'status',
  'expiresOn',
]);

/** Years of age, known exactly (`least` equals `most`) or only within a range. */
export interface AgeRange {
  readonly least: number;
  readonly most: number;
}

/** Where something is written, and how good it is. */
export interface Evidence {
  /** The record or relation. */
  readonly recordId: string;
  readonly grade: EvidenceGrade;
  /** ISO 8601 date, whole or partial; null: not known. */
  readonly observedOn: string | null;
}

/** One recorded value of a fact. */
export interface FactValue extends Evidence {
  readonly value: string | number | boolean | AgeRange;
}

/** A licence that an entity holds or that is held for it, or did once. */
export interface LicenceFact {
  readonly type: string;
  readonly isHeld: boolean;
  /** Status in words: in force, expired, … */
  readonly status: string;
  /** The licence record, then the relation that ties it to the entity. */
  readonly evidence: readonly Evidence[];
}

/** A day on which a type of licence was looked up. */
export interface LicenceCheck extends Evidence {
  readonly type: string;
  readonly checkedOn: string;
}

/** A relation as seen from one of its ends. */
export interface LinkFact extends Evidence {
  readonly type: string;
  readonly direction: 'out' | 'in';
  readonly other: EntityFacts;
}

/** The shortest way to a group: how many links, the next link on the way, and its weakest credibility. */
export interface Closeness {
  readonly links: number;
  /** Null on the group itself. */
  readonly via: LinkFact | null;
  readonly credibility: number;
}

/** How far a person is shielded from levers: `full` sees protective ones alone, `child` sees those first and the others held. */
export type Protection = 'none' | 'child' | 'full';

/** A recorded decision whether levers that do not protect may be used on someone who must be safeguarded first. */
export interface SafeguardingFact {
  readonly decision: 'allow' | 'hold';
  readonly decidedBy: string;
  readonly decidedByRole: string;
  readonly decidedOn: string;
  /** ISO 8601 day on which it lapses. */
  readonly reviewOn: string;
}

/** Everything the levers may know of one entity. */
export interface EntityFacts {
  readonly id: string;
  readonly kind: string;
  /** What it is called in answers: a reference where the name is withheld. */
  readonly label: string;
  readonly protection: Protection;
  /** A person whose part was assessed as a suspect's, by information that counts. */
  readonly isAssessed: boolean;
  /** The safeguarding decision that holds on the day of asking; null: none does. */
  readonly decision: SafeguardingFact | null;
  readonly attributes: ReadonlyMap<string, readonly FactValue[]>;
  readonly indicators: ReadonlyMap<string, readonly Evidence[]>;
  /** Checked and absent. */
  readonly absentIndicators: ReadonlyMap<string, readonly Evidence[]>;
  readonly licences: readonly LicenceFact[];
  readonly licencesChecked: readonly LicenceCheck[];
  readonly links: readonly LinkFact[];
  /** Closeness to a group for protective levers, through any typed link. */
  readonly groupByAnyLink: Closeness | null;
  /** Closeness for all other levers: never through kinship, care or exploitation. */
  readonly groupByConduct: Closeness | null;
}

/** The facts of a case. */
export interface FactStore {
  get(id: string): EntityFacts | null;
  entities(): Iterable<EntityFacts>;
}

/** Whether information of this grade can decide a test: never when suspected false, and not until it is graded. */
export function countsAsEvidence(grade: EvidenceGrade): boolean {
  if (grade.information === 'E') return false;
  return grade.basis === 'fact' || (grade.source !== null && grade.information !== null);
}

/** The licences an entity holds now by records that count, and the record of each. */
export function licencesHeld(entity: EntityFacts): readonly LicenceFact[] {
  return entity.licences.filter(
    (licence) => licence.isHeld && licence.evidence.every((one) => countsAsEvidence(one.grade)),
  );
}
