import type { Opening } from '../../../shared/api/lever-question.ts';
import type { Lever } from '../../../shared/domain/lever.ts';
import type { ChartPoint } from './effect-chart.ts';

/** What tells openings apart. */
export function openingId({ entity, leverId }: Pick<Opening, 'entity' | 'leverId'>): string {
  return `${entity.id} ${leverId}`;
}

/** What an opening rests on, as a sentence. */
export function reasonSentence({ reason }: Pick<Opening, 'reason'>): string {
  return `${reason.replace(/[.\s]+$/, '')}.`;
}

/** How good the case is, in a word or two, and in which tone. */
export function caseOf(opening: Opening): {
  readonly words: string;
  readonly tone: 'success' | 'info' | 'warning' | 'danger';
} {
  if (opening.isNotYetUsable) return { words: 'Not yet usable', tone: 'danger' };
  if (isSafeguardFirst(opening)) return { words: 'Safeguard first', tone: 'danger' };
  if (opening.answer === 'could-apply') return { words: 'Needs evidence', tone: 'warning' };
  return opening.strength === 'strong'
    ? { words: 'Strong case', tone: 'success' }
    : { words: 'Indicative', tone: 'info' };
}

/** Whether someone at risk lives there, and the lever is not the one that protects them. */
export function isSafeguardFirst({ isOccupantAtRisk, isProtectingFirst }: Opening): boolean {
  return isOccupantAtRisk && !isProtectingFirst;
}

/** The opening as the chart draws it. */
export function chartPointOf(opening: Opening, lever: Lever | undefined): ChartPoint {
  return {
    id: openingId(opening),
    label: opening.entity.label,
    cutOff: opening.cutOff,
    days: opening.usualDays,
    strength: opening.answer === 'could-apply' ? 'could-apply' : opening.strength,
    cost: lever?.costBand.band ?? 'low',
    isSafeguardFirst: isSafeguardFirst(opening),
  };
}

/** How far the evidence for a lever has come; null: nobody has begun. */
export interface EvidenceState {
  readonly held: number;
  readonly lines: number;
}

/** What is to be had next for an opening: what is missing, else the first thing to gather. */
export function nextGap(
  { answer, missing }: Opening,
  lever: Lever | undefined,
  evidence: EvidenceState | null,
): string {
  if (answer === 'could-apply') return missing[0] ?? '';
  if (evidence && evidence.held >= evidence.lines) return 'None';
  return evidence ? `${evidence.lines - evidence.held} to gather` : (lever?.evidence[0] ?? '');
}
