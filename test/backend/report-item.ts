import type { NewReportItem } from '../../shared/api/report.ts';

export const GRADE = { source: 2, information: 'B', handling: 'P', conditions: null } as const;

/** An origin of which nothing is said: an analyst's own opinion. */
export const ORIGIN = {
  source: null,
  basis: 'assessment',
  grade: { source: null, information: null, handling: null, conditions: null },
  observedOn: null,
  reviewOn: null,
  marking: null,
} as const;

/** An item of a report that speaks of nobody yet. */
export function item(text: string, more: Partial<NewReportItem> = {}): NewReportItem {
  return {
    text,
    basis: 'intelligence',
    grade: GRADE,
    observedFrom: null,
    observedTo: null,
    mentions: [],
    links: [],
    ...more,
  };
}
