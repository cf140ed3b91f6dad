import type { StateCreator } from 'zustand';
import type { Annotation } from '../../shared/domain/annotation.ts';
import type { FormatRule } from '../../shared/domain/view-style.ts';
import { ViewStyle } from '../../shared/domain/view-style.ts';
import type { Comparison } from './comparison.ts';
import { sieveOf } from './comparison.ts';
import type { Store } from './store.ts';

/** How the map is drawn, and what is written on it: settings of the working view, saved with it. */
export interface Dress {
  readonly style: ViewStyle;
  readonly rules: readonly FormatRule[];
  readonly annotations: readonly Annotation[];
}

/** A change of the dress, as undo names it. */
export interface DressAct {
  readonly name: string;
  /** The act comes again and again, as with a held key or typing, and is saved when it pauses. */
  readonly isRepeated: boolean;
}

/** What came of a rule: how many records on the map it marks, or why it cannot be read. */
export interface RuleReport {
  readonly count: number;
  readonly problem: string | null;
}

/** The dress of the working view; what changes it here is saved by the map. */
export interface DressSlice extends Dress {
  /** The latest change made by hand; a new object for each. */
  readonly dressAct: DressAct | null;
  /** The named view that was opened or saved last. */
  readonly openViewId: string | null;
  changeDress(change: Partial<Dress>, name: string, options?: { isRepeated?: boolean }): void;
  /** As a saved view has it. */
  takeDress(dress: Dress): void;
  setOpenViewId(id: string | null): void;
  /** Null: nothing is compared. */
  readonly comparison: Comparison | null;
  setComparison(comparison: Comparison | null): void;
  /** How many steps there are back and forward through what was looked at. */
  readonly lookSteps: { readonly earlier: number; readonly later: number };
  setLookSteps(steps: DressSlice['lookSteps']): void;
  /** By rule; what the map found when it was drawn last. */
  readonly ruleReports: Readonly<Record<string, RuleReport>>;
  setRuleReports(reports: Readonly<Record<string, RuleReport>>): void;
}

/** A map as it is drawn before anyone says otherwise. */
export const PLAIN_DRESS: Dress = { style: ViewStyle.parse({}), rules: [], annotations: [] };

/** What a case that is left takes with it. */
export const DRESS_BEGINNING = {
  ...PLAIN_DRESS,
  dressAct: null,
  openViewId: null,
  comparison: null,
  lookSteps: { earlier: 0, later: 0 },
  ruleReports: {} as Readonly<Record<string, RuleReport>>,
} as const;

/** The dress of the map. */
export const createDressSlice: StateCreator<Store, [], [], DressSlice> = (set, get) => ({
  ...DRESS_BEGINNING,
  changeDress: (change, name, { isRepeated = false } = {}) =>
    set({ ...change, dressAct: { name, isRepeated } }),
  takeDress: ({ style, rules, annotations }) => set({ style, rules, annotations }),
  setRuleReports: (ruleReports) => set({ ruleReports }),
  setComparison: (comparison) => {
    set({ comparison });
    get().setSieve('compare', comparison && sieveOf(comparison));
  },
  setLookSteps: (lookSteps) => set({ lookSteps }),
  setOpenViewId: (openViewId) => set({ openViewId }),
});
