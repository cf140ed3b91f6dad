import type { Settings } from '../../../shared/api/app.ts';
import type { SourceEntry } from '../../../shared/api/source.ts';
import { isRealDate } from '../../../shared/domain/field-check.ts';
import type { Basis, Grade } from '../../../shared/domain/grade.ts';
import { type Origin, originFaults } from '../../../shared/domain/origin.ts';
import type { Faults } from '../../api/use-form.ts';

/** The choice of a source that is made by its name. */
export const NEW_SOURCE = 'new';
/** The choice of no source of its own. */
export const BY_HAND = '';

/** Where something comes from, as a form holds it. */
export interface OriginDraft {
  /** An id, {@link NEW_SOURCE} or {@link BY_HAND}. */
  readonly source: string;
  readonly sourceName: string;
  readonly ownerAgency: string;
  readonly basis: Basis;
  readonly grade: Grade;
  readonly observedOn: string;
  readonly reviewOn: string;
}

export const EMPTY_ORIGIN: OriginDraft = {
  source: BY_HAND,
  sourceName: '',
  ownerAgency: '',
  basis: 'assessment',
  grade: { source: null, information: null, handling: null, conditions: null },
  observedOn: '',
  reviewOn: '',
};

/** What a form begins with, by the person's settings: their agency, and how they grade what they write. */
export function beginningOrigin({
  agency,
  recordDefaults,
}: Pick<Settings, 'agency' | 'recordDefaults'>): OriginDraft {
  const { basis, gradeSource, gradeInformation, handling } = recordDefaults;
  return {
    ...EMPTY_ORIGIN,
    ownerAgency: agency,
    basis,
    grade: { source: gradeSource, information: gradeInformation, handling, conditions: null },
  };
}

/** A draft with a source chosen: what the source says of its records is taken over, to be changed where it is not so. */
export function withSource(
  draft: OriginDraft,
  source: string,
  sources: readonly SourceEntry[],
): OriginDraft {
  const known = sources.find(({ id }) => id === source);
  return known
    ? { ...draft, source, basis: known.basis, grade: known.grade }
    : { ...draft, source };
}

/** What is wrong with a draft. */
export function originDraftFaults(draft: OriginDraft): Faults {
  const faults: Record<string, string> = {
    ...originFaults({ basis: draft.basis, grade: draft.grade }),
  };
  if (draft.source === NEW_SOURCE && draft.sourceName.trim() === '')
    faults.sourceName = 'Name the source, or choose one that is listed.';
  for (const name of ['observedOn', 'reviewOn'] as const) {
    const fault = dateFault(draft[name]);
    if (fault) faults[name] = fault;
  }
  return faults;
}

/** What is wrong with a date that may be left empty. */
export function dateFault(text: string): string | null {
  return text.trim() === '' || isRealDate(text.trim())
    ? null
    : 'Enter a real date such as 2026-03-27, or a part of one such as 2026-03.';
}

/** A date that may be left empty, as the backend takes it. */
export function readDate(text: string): string | null {
  return text.trim() || null;
}

/** A draft as the backend takes it. */
export function readOrigin(draft: OriginDraft): Origin {
  const { source, sourceName, ownerAgency, grade } = draft;
  return {
    source:
      source === BY_HAND
        ? null
        : source === NEW_SOURCE
          ? { name: sourceName.trim(), ownerAgency: ownerAgency.trim() || null }
          : { id: source },
    basis: draft.basis,
    grade: { ...grade, conditions: grade.handling === 'C' ? grade.conditions : null },
    observedOn: readDate(draft.observedOn),
    reviewOn: readDate(draft.reviewOn),
    marking: null,
  };
}
