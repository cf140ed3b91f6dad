import { AppError } from '../../shared/api/errors.ts';
import type { LetOutOpening, LeverSheet, LeverSubject } from '../../shared/api/lever-disclosure.ts';
import type { EvidenceGrade, Lever, LeverEvaluation } from '../../shared/domain/lever.ts';
import { highestMarking, type Marking } from '../../shared/domain/marking.ts';
import { kindOf, termFor } from '../../shared/domain/ontology.ts';
import { linkWords } from '../../shared/levers/condition.ts';
import { evaluateEntity } from '../../shared/levers/evaluate.ts';
import type { EntityFacts } from '../../shared/levers/facts.ts';
import { leadTimeWords } from '../../shared/levers/lead-time.ts';
import type { GroupNetwork, Way } from '../../shared/levers/network.ts';
import { compareRanked, type RankedOpening } from '../../shared/levers/opening.ts';
import { INTRUSIVENESS_WORDS, rankScore, rankSentence } from '../../shared/levers/ranking.ts';
import { isEntityCodedC } from '../db/handling.ts';
import { createEvidenceChecker, type EvidenceChecker } from './lever-evidence.ts';
import { askOpenings } from './lever-question.ts';
import { requestsOf, tooLong } from './lever-request.ts';
import { headOf } from './lever-sheet-head.ts';
import type { OpenCase, Session } from './session.ts';
import { inSlices } from './slices.ts';
import { summaryOf } from './summary.ts';

/** Openings that one file or print holds: more cannot be looked over by whoever answers for it. */
const MOST_OPENINGS = 5000;
/** Openings that a request list is worked out from. */
const MOST_ASKED = 50_000;
/** Openings looked at between two pauses. */
const LOOKED_AT_PER_PAUSE = 10;

const STANDING = [
  'A suggestion is not evidence: check the facts and record the reasons before acting.',
  'Deconflict with the LRO before acting.',
  'Check the current text of the law before relying on it.',
];

/** A sheet with the ids of whose it is, for the audit. */
export interface BuiltSheet {
  readonly sheet: Omit<LeverSheet, 'letOutAt' | 'letOutBy'>;
  readonly entityIds: readonly string[];
}

interface Asked {
  readonly subject: LeverSubject;
  readonly leavesOutC: boolean;
  readonly marking: Marking;
}

/** Something that is to leave, before it was looked at. */
interface Candidate {
  readonly entity: EntityFacts;
  readonly lever: Lever;
  readonly ranked: RankedOpening | null;
}

/**
 * Levers as they leave the case: looked over for code C, protected people and what is not graded.
 * @throws {AppError} `not-permitted` where something rests on code C and is not left out; `invalid-value` where it is long
 */
export async function buildLeverSheet(
  session: Session,
  asked: Asked,
  signal?: AbortSignal,
): Promise<BuiltSheet> {
  const open = session.open();
  await open.levers.ready('facts');
  const { subject } = asked;
  const found =
    subject.type === 'record'
      ? candidatesOfRecord(open, subject.id)
      : await candidatesOfQuestion(session, subject, signal);
  const { candidates, network } = found;
  refuseNamingC(open, subject.type === 'record' ? subject.id : subject.ocgId);
  const most = subject.type === 'to-find-out' ? MOST_ASKED : MOST_OPENINGS;
  if (candidates.length > most) throw tooLong(candidates.length, most);
  const writer = createOpeningWriter(session, open, { network, subject });
  const isOrderTelling = subject.type === 'openings' && writer.isEffectWithheld;
  const ordered = isOrderTelling ? withoutEffect(candidates) : candidates;
  const { kept, leftOutC } = await inSlices(() => writer.lookOver(ordered), {
    version: session.revision,
    signal,
  });
  if (leftOutC > 0 && !asked.leavesOutC) throw restingOnC(leftOutC);
  const requests =
    subject.type === 'to-find-out'
      ? await inSlices(() => requestsOf(session, open, openingsOf(kept), subject.holderId), {
          version: session.revision,
          signal,
        })
      : [];
  const entities = new Set(kept.map(({ candidate }) => candidate.entity));
  const { version, asAt } = session.leverCatalogue.edition;
  return {
    entityIds: [...entities].map(({ id }) => id),
    sheet: {
      type: subject.type,
      ...headOf(session, open, subject, writer.isEffectWithheld),
      marking: highestMarking(asked.marking, ...kept.map(({ marking }) => marking)),
      catalogue: { version, asAt },
      openings: subject.type === 'to-find-out' ? [] : kept.map((one) => writer.write(one)),
      requests,
      leftOutC,
      standing: STANDING,
    },
  };
}

/** As they would stand if no effect were known: their order would tell of what is withheld. */
function withoutEffect(candidates: readonly Candidate[]): Candidate[] {
  const best = new Map<EntityFacts, number>();
  const unaware = candidates.flatMap(({ ranked }) => {
    if (!ranked) return [];
    const facts = { ...ranked.facts, cutOff: null };
    const score = rankScore(facts);
    const { entity } = ranked.opening.finding;
    best.set(entity, Math.max(score, best.get(entity) ?? 0));
    return [{ ...ranked, facts, score }];
  });
  return unaware
    .map((one) =>
      one.isProtectingFirst
        ? { ...one, score: best.get(one.opening.finding.entity) ?? one.score }
        : one,
    )
    .sort(compareRanked)
    .map((ranked) => ({
      entity: ranked.opening.finding.entity,
      lever: ranked.opening.of.lever,
      ranked,
    }));
}

function restingOnC(count: number): AppError {
  const isOne = count === 1;
  return new AppError(
    'not-permitted',
    `${isOne ? '1 suggestion rests' : `${count.toLocaleString('en-GB')} suggestions rest`} on information coded C. Ask its owner before you share it, or leave ${isOne ? 'it' : 'them'} out.`,
  );
}

/** Whoever a sheet is named after cannot be left out of it. */
function refuseNamingC(open: OpenCase, id: string | null): void {
  if (id === null || !isEntityCodedC(open.connection.db, open.entities.get(id).id)) return;
  throw new AppError(
    'not-permitted',
    'The record that this is about rests on information coded C. Ask its owner before you share it.',
  );
}

function candidatesOfRecord(open: OpenCase, id: string) {
  const row = open.entities.get(id);
  const entity = open.levers.facts().get(row.id);
  const candidates: Candidate[] = [];
  if (entity) {
    for (const { leverId, answer, guards } of evaluateEntity(entity, open.levers.set)) {
      const lever = open.openings.levers.get(leverId)?.lever;
      if (!lever || answer === 'ruled-out' || guards.heldForSafeguarding) continue;
      if (row.isProtected && !lever.protectiveForVictims) continue;
      candidates.push({ entity, lever, ranked: null });
    }
  }
  return { candidates, network: null };
}

async function candidatesOfQuestion(
  session: Session,
  subject: Exclude<LeverSubject, { type: 'record' }>,
  signal: AbortSignal | undefined,
) {
  const isRequest = subject.type === 'to-find-out';
  const filters = isRequest
    ? { ...subject.filters, answer: ['could-apply' as const] }
    : subject.filters;
  const { disrupt, protective, scoped } = await askOpenings(
    session,
    { ...subject, filters },
    signal,
  );
  const isProtect = subject.type === 'openings' && subject.part === 'protect';
  const candidates = (isProtect ? protective : disrupt).map(
    (ranked): Candidate => ({
      entity: ranked.opening.finding.entity,
      lever: ranked.opening.of.lever,
      ranked,
    }),
  );
  return { candidates, network: isProtect ? null : scoped.network };
}

/** Something that may leave, with what it rests on. */
interface Kept {
  readonly candidate: Candidate;
  readonly evaluation: LeverEvaluation;
  readonly handling: string;
  readonly conditions: readonly string[];
  readonly marking: Marking;
  readonly hasTie: boolean;
}

function openingsOf(kept: readonly Kept[]): readonly RankedOpening[] {
  return kept.flatMap(({ candidate }) => candidate.ranked ?? []);
}

/** Looks over and writes out what leaves. */
function createOpeningWriter(
  session: Session,
  open: OpenCase,
  { network, subject }: { readonly network: GroupNetwork | null; readonly subject: LeverSubject },
) {
  const checker = createEvidenceChecker(open);
  const answers = new Map<EntityFacts, ReadonlyMap<string, LeverEvaluation>>();
  const isOfGroup = subject.type !== 'record' && subject.ocgId !== null;
  const isEffectTold = network !== null && !checker.isNetworkCodedC(network);
  const { ontology } = session;

  function evaluationOf({ entity, lever }: Candidate): LeverEvaluation | null {
    let own = answers.get(entity);
    if (!own) {
      own = new Map(evaluateEntity(entity, open.levers.set).map((one) => [one.leverId, one]));
      answers.set(entity, own);
    }
    return own.get(lever.id) ?? null;
  }

  function* lookOver(
    candidates: readonly Candidate[],
  ): Generator<void, { readonly kept: readonly Kept[]; readonly leftOutC: number }> {
    const kept: Kept[] = [];
    let leftOutC = 0;
    for (const [index, candidate] of candidates.entries()) {
      if (index % LOOKED_AT_PER_PAUSE === LOOKED_AT_PER_PAUSE - 1) yield;
      const evaluation = evaluationOf(candidate);
      if (!evaluation) continue;
      const { isCodedC, handling, ...checked } = checker.check(evaluation);
      const way = candidate.ranked?.way ?? null;
      const isWayC = way !== null && network !== null && checker.isWayCodedC(way, network);
      // That it is near the group is what puts it into the group's list.
      if (isCodedC || (isWayC && isOfGroup)) {
        leftOutC++;
        continue;
      }
      const hasTie = way !== null && !way.isWithheld && !isWayC;
      const ofTie = hasTie && network !== null ? checker.checkWay(way, network) : null;
      kept.push({
        candidate,
        evaluation,
        conditions: [...new Set([...checked.conditions, ...(ofTie?.conditions ?? [])])],
        marking: highestMarking(checked.marking, ofTie?.marking ?? 'OFFICIAL'),
        handling: handling ?? 'none recorded',
        hasTie,
      });
    }
    return { kept, leftOutC };
  }

  function tieWords(way: Way): string {
    const steps: string[] = [];
    for (let link = way.via; link; link = network?.ways.get(link.other)?.via ?? null)
      steps.push(`${linkWords(ontology, link.type, link.direction)} ${nameOf(link.other.id)}`);
    return steps.join(', ');
  }

  function nameOf(id: string): string {
    const row = open.entities.find(id);
    return row ? summaryOf(ontology, row, open).label : '';
  }

  function whyOf({ ranked }: Candidate): string | null {
    if (!ranked || network === null) return null;
    return rankSentence(isEffectTold ? ranked.facts : { ...ranked.facts, cutOff: null });
  }

  function write(kept: Kept): LetOutOpening {
    const { candidate, evaluation, handling, conditions, marking, hasTie } = kept;
    const { entity, lever, ranked } = candidate;
    const row = open.entities.get(entity.id);
    const { label, reference, kind, isProtected } = summaryOf(ontology, row, open);
    const met = evaluation.triggers.find(
      ({ strength, result }) =>
        strength === evaluation.strength &&
        result === (evaluation.answer === 'applies' ? 'true' : 'unknown'),
    );
    return {
      record: label,
      reference,
      kind: kindOf(ontology, kind)?.label ?? kind,
      leverId: lever.id,
      title: lever.title,
      answer: evaluation.answer === 'applies' ? 'applies' : 'could-apply',
      strength: evaluation.strength ?? 'indicative',
      // Why a lever protects somebody would tell what was done to them.
      reason: isProtected ? lever.summary : (met?.description ?? lever.summary),
      missing: isProtected ? [] : evaluation.missing,
      tests: isProtected || subject.type !== 'record' ? [] : testsOf(evaluation, checker),
      tie: hasTie && ranked?.way ? tieWords(ranked.way) : null,
      why: isProtected ? null : whyOf(candidate),
      grade: isProtected ? 'withheld' : gradeWords(evaluation.weakestGrade),
      handling: isProtected ? 'withheld' : handling,
      conditions: isProtected ? [] : [...conditions],
      marking,
      ...lawOf(lever),
      heldBy: holdersOf(session, evaluation.heldHere?.holders ?? lever.heldBy),
      safeguards: evaluation.guards.safeguards,
      warnings: warningsOf(evaluation.guards),
    };
  }

  return { lookOver, write, isEffectWithheld: network !== null && !isEffectTold };
}

function testsOf(
  { triggers, entityId }: LeverEvaluation,
  checker: EvidenceChecker,
): LetOutOpening['tests'] {
  return triggers.flatMap(({ tests }) =>
    tests.map((test) => {
      const told = checker.test(test, entityId);
      const isTold = told.actual === test.actual;
      return {
        test: test.test,
        ...told,
        grade: isTold && test.grade ? gradeWords(test.grade) : '',
        observedOn: isTold ? test.observedOn : null,
        sources: isTold ? checker.sourceNames(test.recordIds) : [],
      };
    }),
  );
}

/** A grade as it is written: *fact*, *2B*. */
function gradeWords(grade: EvidenceGrade | null): string {
  if (grade === null) return 'none';
  if (grade.basis === 'fact') return 'fact';
  return grade.source === null || grade.information === null
    ? 'not graded'
    : `${grade.source}${grade.information}`;
}

function holdersOf({ ontology }: Session, holders: readonly string[]): string {
  return holders.map((holder) => termFor(ontology, 'holders', holder)?.label ?? holder).join(', ');
}

function lawOf(lever: Lever) {
  return {
    service: lever.service,
    leadTime: `${leadTimeWords(lever.typicalLeadTimeDays)}, an estimate`,
    intrusiveness: `${lever.intrusiveness}: ${INTRUSIVENESS_WORDS[lever.intrusiveness] ?? ''}`,
    legalBasis: lever.legalBasis.map(
      ({ act, year, provision, note }) => `${act} ${year}, ${provision}${note ? ` (${note})` : ''}`,
    ),
    threshold: lever.threshold,
  };
}

function warningsOf(guards: LeverEvaluation['guards']): string[] {
  return [
    guards.notYetUsable && 'Not in force: not to be used yet.',
    guards.checkTheLaw && 'Check the law: its references are not certain.',
    guards.needsDecisionMaker && 'Needs a named decision-maker and a recorded rationale.',
  ].filter((words) => words !== false);
}
