import type { StateCreator } from 'zustand';
import type { LeverSubject } from '../../shared/api/lever-disclosure.ts';
import type { Store } from './store.ts';

/** What the screen of levers answers: about a group, about a service, about what is missing, or the library itself. */
export type LeverQuestion = 'group' | 'service' | 'to-find-out' | 'library';

/** What levers and openings can be filtered by. */
export type LeverFacet =
  | 'strength'
  | 'fourP'
  | 'effect'
  | 'leadTime'
  | 'intrusiveness'
  | 'councilHeld'
  | 'holder'
  | 'threat'
  | 'kind';

/** Asks of the whole case instead of a group. */
export const WHOLE_CASE = 'case';

/** How openings are ordered. */
export type OpeningSort = 'rank' | 'effect' | 'lead-time' | 'intrusiveness' | 'record' | 'lever';

/** Which openings are listed: those that apply, those that want evidence first, or both. */
export type OpeningAnswer = 'applies' | 'could-apply' | 'both';

/** What was chosen of each facet; what is not named lets everything through. */
export type LeverFilter = Readonly<Partial<Record<LeverFacet, readonly string[]>>>;

/** What is to be let out; `asked`: what the screen of levers lists. */
export type LetOut = 'asked' | Extract<LeverSubject, { type: 'record' }>;

/** Where the screen of levers stands. */
export interface LeversSlice {
  readonly leverQuestion: LeverQuestion;
  /** The group asked about, or `WHOLE_CASE`; null: nothing was chosen yet. */
  readonly leverGroupId: string | null;
  /** How far from the group. */
  readonly leverLinks: number;
  readonly leverSort: OpeningSort;
  /** What is to be done to a group, or for those it harms. */
  readonly leverPart: 'disrupt' | 'protect';
  /** What applies is listed at first: what merely could would stand between it many times over. */
  readonly leverAnswer: OpeningAnswer;
  /** The service asked about; null: every one. */
  readonly leverService: string | null;
  /** Who holds the information that is asked for; null: everyone. */
  readonly leverHolder: string | null;
  readonly leverFilter: LeverFilter;
  /** The lever that the list is narrowed to; null: all of them. */
  readonly leverOnlyId: string | null;
  /** The lever whose page is open, and the record it is read for, where there is one. */
  readonly leverPage: { readonly leverId: string; readonly entityId: string | null } | null;
  /** Whether the page of the lever or the selected record stands beside the list. */
  readonly leverSide: 'lever' | 'record';
  /** Whether the page takes the whole screen. */
  readonly isLeverPageWhole: boolean;
  /** Rises when the levers are to be checked again. */
  readonly leverCheck: number;
  /** Null: nothing is being let out. */
  readonly letOut: LetOut | null;
  askOfLevers(question: LeverQuestion): void;
  setLeverGroup(id: string | null): void;
  setLeverLinks(links: number): void;
  setLeverSort(sort: OpeningSort): void;
  setLeverPart(part: LeversSlice['leverPart']): void;
  setLeverAnswer(answer: OpeningAnswer): void;
  setLeverService(service: string | null): void;
  setLeverHolder(holder: string | null): void;
  setLeverFilter(filter: LeverFilter): void;
  narrowToLever(id: string | null): void;
  /** Opens the page of a lever beside the list. */
  openLever(leverId: string, entityId?: string | null): void;
  /** Goes to the screen of levers, and opens the page of a lever over all of it. */
  showLeverPage(leverId: string, entityId?: string | null): void;
  setLeverSide(side: LeversSlice['leverSide']): void;
  closeLeverPage(): void;
  setLeverPageWhole(isWhole: boolean): void;
  checkLeversAgain(): void;
  setLetOut(letOut: LetOut | null): void;
}

/** What a case that is left takes with it. */
export const LEVERS_BEGINNING = {
  leverQuestion: 'group',
  leverGroupId: null,
  leverLinks: 2,
  leverSort: 'rank',
  leverPart: 'disrupt',
  leverAnswer: 'applies',
  leverService: null,
  leverHolder: null,
  leverFilter: {},
  leverOnlyId: null,
  leverPage: null,
  leverSide: 'lever',
  isLeverPageWhole: false,
  letOut: null,
} as const satisfies Partial<LeversSlice>;

/** The screen of levers. */
export const createLeversSlice: StateCreator<Store, [], [], LeversSlice> = (set) => ({
  ...LEVERS_BEGINNING,
  leverCheck: 0,
  askOfLevers: (leverQuestion) => set({ leverQuestion, isLeverPageWhole: false }),
  setLeverGroup: (leverGroupId) => set({ leverGroupId }),
  setLeverLinks: (leverLinks) => set({ leverLinks }),
  setLeverSort: (leverSort) => set({ leverSort }),
  setLeverPart: (leverPart) => set({ leverPart }),
  setLeverAnswer: (leverAnswer) => set({ leverAnswer }),
  setLeverService: (leverService) => set({ leverService }),
  setLeverHolder: (leverHolder) => set({ leverHolder }),
  setLeverFilter: (leverFilter) => set({ leverFilter }),
  narrowToLever: (leverOnlyId) => set({ leverOnlyId }),
  openLever: (leverId, entityId = null) =>
    set({ leverPage: { leverId, entityId }, leverSide: 'lever' }),
  showLeverPage: (leverId, entityId = null) =>
    set({ screen: 'levers', leverPage: { leverId, entityId }, isLeverPageWhole: true }),
  setLeverSide: (leverSide) => set({ leverSide }),
  closeLeverPage: () => set({ leverPage: null, isLeverPageWhole: false }),
  setLeverPageWhole: (isLeverPageWhole) => set({ isLeverPageWhole }),
  setLetOut: (letOut) => set({ letOut }),
  checkLeversAgain: () => set(({ leverCheck }) => ({ leverCheck: leverCheck + 1 })),
});
