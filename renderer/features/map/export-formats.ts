import type { GraphFormat } from '../../../shared/api/graph-export.ts';

/** What the map, a selection or a case can leave as. */
export type ExportFormat = GraphFormat | 'svg' | 'png' | 'png-projection' | 'measures';

interface FormatWords {
  readonly label: string;
  /** Who reads it, and what it cannot carry. */
  readonly help: string;
}

/** Every format in words, in the order in which they are offered. */
export const EXPORT_FORMATS: Readonly<Record<ExportFormat, FormatWords>> = {
  png: { label: 'Picture (PNG)', help: 'At twice the resolution of the screen, for documents.' },
  'png-projection': {
    label: 'Picture for a projector (PNG)',
    help: '3,840 by 2,160 pixels, with larger names.',
  },
  svg: {
    label: 'Picture (SVG)',
    help: 'Sharp at any size, and as large as its names need. Drawing programs can edit it.',
  },
  gexf: {
    label: 'Gephi (GEXF 1.3)',
    help: 'With dates and places on the map. Lists are kept as text.',
  },
  graphml: {
    label: 'GraphML',
    help: 'For Gephi, Cytoscape, yEd, igraph and NetworkX. Dates are data, not a time line.',
  },
  anx: {
    label: 'i2 Analyst’s Notebook (ANX)',
    help: 'With grades, how sure links are, and places on the map. Long names are cut on the chart.',
  },
  ftm: {
    label: 'FollowTheMoney (JSON lines)',
    help: 'For Aleph and OpenSanctions. What its model has no place for stands beside it.',
  },
  measures: {
    label: 'Measures (CSV)',
    help: 'Every measure of the graph that key players are ranked on, with ranks, intervals and seed.',
  },
};

export const FORMAT_IDS = Object.keys(EXPORT_FORMATS) as readonly ExportFormat[];

/** Whether a format is a picture, which is drawn here and not by the backend. */
export function isPicture(format: ExportFormat): format is 'svg' | 'png' | 'png-projection' {
  return format === 'svg' || format === 'png' || format === 'png-projection';
}
