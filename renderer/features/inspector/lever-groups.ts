import type { Lever, LeverEvaluation } from '../../../shared/domain/lever.ts';
import { isFlagging } from '../../../shared/levers/flag.ts';
import { CUCKOOED_TENANT_LEVER } from '../../../shared/levers/guard.ts';

/** An answer together with its lever. */
export interface LeverEntry {
  readonly evaluation: LeverEvaluation;
  readonly lever: Lever;
}

/** Answers that are shown under one heading. */
export interface LeverGroup {
  readonly id: 'protect' | 'applies' | 'could-apply' | 'asking' | 'others' | 'held' | 'ruled-out';
  readonly title: string;
  /** Shut until somebody opens it. */
  readonly isFolded: boolean;
  readonly entries: readonly LeverEntry[];
}

function groupOf({ evaluation, lever }: LeverEntry, protectsFirst: boolean): LeverGroup['id'] {
  const { answer, guards } = evaluation;
  if (answer === 'ruled-out') return 'ruled-out';
  if (guards.heldForSafeguarding) return 'held';
  if (protectsFirst && guards.isProtective) return 'protect';
  if (!lever.councilHeld) return 'others';
  // Open for nearly everyone: ways to ask, to share and to report.
  if (!guards.notYetUsable && !isFlagging(lever)) return 'asking';
  return answer;
}

const TITLES: readonly (readonly [LeverGroup['id'], string])[] = [
  ['protect', 'Protect first'],
  ['applies', 'Applies'],
  ['could-apply', 'Could apply'],
  ['asking', 'Ways to ask, share and report'],
  ['others', 'Other agencies'],
  ['held', 'Held for safeguarding'],
  ['ruled-out', 'Ruled out'],
];
const FOLDED: ReadonlySet<LeverGroup['id']> = new Set(['asking', 'others', 'held', 'ruled-out']);

function isAlike({ evaluation: a }: LeverEntry, { evaluation: b }: LeverEntry): boolean {
  return a.answer === b.answer && a.strength === b.strength;
}

/**
 * The answers under their headings, each in the order in which it came, which is strong before indicative: what the
 * council holds first, what others hold and what is ruled out folded. Where somebody must be protected, what protects comes before all.
 */
export function leverGroups(
  evaluations: readonly LeverEvaluation[],
  levers: ReadonlyMap<string, Lever>,
  isProtected: boolean,
): LeverGroup[] {
  const entries = evaluations.flatMap((evaluation) => {
    const lever = levers.get(evaluation.leverId);
    return lever ? [{ evaluation, lever }] : [];
  });
  const protectsFirst =
    isProtected ||
    evaluations[0]?.leverId === CUCKOOED_TENANT_LEVER ||
    evaluations.some(({ guards }) => guards.hold !== null);
  const ownFirst = (one: LeverEntry) => (one.evaluation.heldHere?.byOwnCouncil === false ? 1 : 0);
  return TITLES.map(([id, title]) => ({
    id,
    title,
    isFolded: FOLDED.has(id),
    entries: entries
      .filter((entry) => groupOf(entry, protectsFirst) === id)
      // Within one answer and strength, what the case's own council holds comes before another council's.
      .toSorted((a, b) => (isAlike(a, b) ? ownFirst(a) - ownFirst(b) : 0)),
  })).filter((group) => group.entries.length > 0);
}

/** How many of a group are strong and how many only indicative; null where that says nothing. */
export function strengthWords({ id, entries }: LeverGroup): string | null {
  const applying = entries.filter(({ evaluation }) => evaluation.answer === 'applies');
  if (applying.length === 0 || id === 'ruled-out') return null;
  const strong = applying.filter(({ evaluation }) => evaluation.strength === 'strong').length;
  const parts = [
    strong > 0 ? `${strong} strong` : null,
    applying.length > strong ? `${applying.length - strong} indicative` : null,
    entries.length > applying.length ? `${entries.length - applying.length} could apply` : null,
  ];
  return parts.filter((part) => part !== null).join(', ');
}

/** The lever that is open to begin with: the first that applies and may be used. */
export function firstOpen(groups: readonly LeverGroup[]): string | null {
  const open = groups.filter(({ isFolded }) => !isFolded).flatMap(({ entries }) => entries);
  const first = open.find(({ evaluation }) => evaluation.answer === 'applies') ?? null;
  return first?.lever.id ?? null;
}
