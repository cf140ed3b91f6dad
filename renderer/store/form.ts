import type { StateCreator } from 'zustand';
import type { Store } from './store.ts';

/** A link that a new record begins with. */
export interface PresetLink {
  readonly type: string;
  readonly direction: 'out' | 'in';
  readonly otherId: string;
}

/** A form that lies over the screen, and what it is about. `revealReason`: why a protected person's fields are read. */
export type RecordForm =
  | {
      readonly type: 'new-record';
      readonly kind?: string;
      readonly links?: readonly PresetLink[];
      /** Where it goes on the map, in map units. */
      readonly at?: { readonly x: number; readonly y: number };
    }
  | {
      readonly type: 'edit-record' | 'correct-field';
      readonly id: string;
      readonly field?: string;
      /** A value to start with instead of the present one: what stood before a change. */
      readonly value?: string;
      readonly revealReason?: string | null;
    }
  | { readonly type: 'protect-record' | 'review-record'; readonly id: string }
  | { readonly type: 'delete-records'; readonly ids: readonly string[] }
  | { readonly type: 'edit-together' }
  | { readonly type: 'withdraw-record'; readonly recordId: string }
  | { readonly type: 'withdraw-dispute'; readonly disputeId: string }
  | { readonly type: 'review-source'; readonly sourceId: string }
  | {
      readonly type: 'attach-files';
      readonly entityId: string;
      /** Files that the host holds, by their opaque handles. */
      readonly files: readonly { readonly handle: string; readonly name: string }[];
    }
  | {
      readonly type: 'attachment';
      readonly entityId: string;
      readonly id: string;
      readonly revealReason: string | null;
    }
  | { readonly type: 'reports' | 'new-report' }
  | { readonly type: 'report' | 'delete-report' | 'print-report'; readonly id: string }
  | {
      readonly type: 'edit-report';
      readonly id: string;
      readonly revealReason: string | null;
    }
  | {
      /** How far a lever is worked for a record. */
      readonly type: 'assess-lever';
      readonly entityId: string;
      readonly leverId: string;
      readonly revealReason: string | null;
    }
  | { readonly type: 'record-safeguarding'; readonly entityId: string }
  | { readonly type: 'withdraw-safeguarding'; readonly decisionId: string }
  | { readonly type: 'new-link'; readonly fromId: string; readonly toId: string | null }
  | {
      readonly type: 'edit-link' | 'delete-link' | 'dispute-link' | 'support-link';
      readonly id: string;
    };

/** Forms that only show. Every other one writes, and stays shut where the case can only be read. */
const READING_FORMS: ReadonlySet<RecordForm['type']> = new Set([
  'attachment',
  'reports',
  'report',
  'print-report',
]);

/** Why nothing can be changed. */
export const READ_ONLY_WORDS = 'This case is open for reading only: nothing can be changed in it.';

/** The form that is open. */
export interface FormSlice {
  readonly form: RecordForm | null;
  openForm(form: RecordForm): void;
  closeForm(): void;
}

/** Forms, opened from map, lists, inspector, menus and palette alike. */
export const createFormSlice: StateCreator<Store, [], [], FormSlice> = (set, get) => ({
  form: null,
  openForm(form) {
    const { caseState, say } = get();
    if (caseState?.isReadOnly && !READING_FORMS.has(form.type))
      say(READ_ONLY_WORDS, { tone: 'warning' });
    else set({ form });
  },
  closeForm: () => set({ form: null }),
});
