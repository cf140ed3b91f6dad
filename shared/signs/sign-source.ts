import { credibilityOf } from '../domain/grade.ts';
import { countsAsEvidence, type EntityFacts, type Evidence } from '../levers/facts.ts';

/** A link of a record, as signs are looked for in it. None leads to a protected person. */
export interface SignLink extends Evidence {
  /** Shipped type that it counts as. */
  readonly type: string;
  /** From the record to the other, or from the other to it. */
  readonly direction: 'out' | 'in';
  readonly other: EntityFacts;
  /** ISO 8601 dates, whole or partial; null: not known. */
  readonly startedOn: string | null;
  readonly endedOn: string | null;
}

/** What a record says in a field that is no fact of the levers. */
export interface SignField extends Evidence {
  readonly value: string;
}

/** Fields that signs are looked for in besides the facts of the levers. */
export const SIGN_FIELDS = ['status', 'filingStatus', 'incorporatedOn', 'dissolvedOn'] as const;
export type SignFieldName = (typeof SIGN_FIELDS)[number];

/** A case as signs are looked for in it: nothing of protected people is there. */
export interface SignSource {
  /** ISO day by which ages are told. */
  readonly asOf: string;
  /** Sectors that the area treats as a priority; empty: none are set. */
  readonly prioritySectors: ReadonlySet<string>;
  links(id: string): readonly SignLink[];
  /** What is believed now; null: not known. */
  field(id: string, name: SignFieldName): SignField | null;
}

/** What a sign rests on. */
export interface SignProof {
  /** The record or relation; null: it is worked out from the network. */
  readonly recordId: string | null;
  /** What it is of besides the record asked about, by id; null: of that record itself. */
  readonly aboutId: string | null;
  readonly words: string;
  readonly grade: Evidence['grade'] | null;
  readonly observedOn: string | null;
  /** How far it is to be believed, 0 to 1: of a chain, its weakest part. */
  readonly credibility: number;
}

/** What came of looking for a sign. Absent: it was looked for and not found; not checked: nothing is recorded. */
export interface SignFinding {
  readonly state: 'present' | 'absent' | 'not-checked';
  readonly words: string;
  readonly proofs: readonly SignProof[];
}

/** Found, with what it rests on, the surest first. */
export function present(words: string, proofs: readonly SignProof[]): SignFinding {
  const sorted = [...proofs].sort((a, b) => b.credibility - a.credibility);
  return { state: 'present', words, proofs: sorted };
}

export function absent(words: string, proofs: readonly SignProof[] = []): SignFinding {
  return { state: 'absent', words, proofs };
}

export function notChecked(words: string, proofs: readonly SignProof[] = []): SignFinding {
  return { state: 'not-checked', words, proofs };
}

/** How far evidence is to be believed, 0 to 1; 0 where it is not graded or suspected false, and so decides nothing. */
export function belief({ grade }: Evidence): number {
  return countsAsEvidence(grade) ? (credibilityOf(grade.basis, grade) ?? 0) : 0;
}

/** Whether nobody has graded evidence yet: what it says is not known, which is not that it is not so. */
export function isUngraded({ grade }: Evidence): boolean {
  return grade.information !== 'E' && !countsAsEvidence(grade);
}

/** A piece of evidence as proof, no surer than the rest of its chain. */
export function proofOf(
  evidence: Evidence,
  words: string,
  { aboutId = null, chain = [] }: { aboutId?: string | null; chain?: readonly Evidence[] } = {},
): SignProof {
  return {
    recordId: evidence.recordId,
    aboutId,
    words,
    grade: evidence.grade,
    observedOn: evidence.observedOn,
    credibility: Math.min(belief(evidence), ...chain.map(belief)),
  };
}

/** Proofs that may decide: graded, and not suspected false. */
export function deciding(proofs: readonly SignProof[]): SignProof[] {
  return proofs.filter(({ credibility }) => credibility > 0);
}

/** Whether a link goes on, as far as is known. */
export function isCurrent({ endedOn }: SignLink, asOf: string): boolean {
  return endedOn === null || endedOn > asOf;
}
