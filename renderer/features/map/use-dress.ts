import { useEffect, useState } from 'react';
import { styleOfMeasure } from '../../../shared/analysis/measure-style.ts';
import type { Ontology } from '../../../shared/domain/ontology.ts';
import type { FormatRule, ViewStyle } from '../../../shared/domain/view-style.ts';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import type { MeasureColumns } from '../../api/use-measure-values.ts';
import type { Running } from '../../api/use-running.ts';
import { useSignMarks } from '../../api/use-sign-marks.ts';
import type { Canvas } from '../../canvas/canvas.ts';
import { NO_DRESS } from '../../canvas/dress.ts';
import { isGroupId } from '../../canvas/groups.ts';
import type { SizeBy } from '../../canvas/node-size.ts';
import type { RuleReport } from '../../store/dress.ts';
import { useStore } from '../../store/store.ts';
import type { ColourGroup } from './colour-groups.ts';
import {
  legendOfCommunities,
  withChange,
  withCommunities,
  withComparison,
} from './compare-marks.ts';
import { type AttributeValue, computeDress, type DressFacts } from './compute-dress.ts';
import { withSignMarks } from './sign-marks.ts';
import { attributesNeeded, needsLinkDetails } from './style-choices.ts';
import { useMeasureColumns } from './use-measure-columns.ts';
import { useModel } from './use-model.ts';

/** What the legend is told of a map as it is drawn. */
export interface DressLegend {
  /** Null: by kind. */
  readonly colours: readonly ColourGroup[] | null;
  readonly measured: Running<MeasureColumns>;
}

const PAUSE_MS = 80;
/** Records or links asked about at a time. */
const BATCH = 20_000;
const SIZED_BY_CANVAS: ReadonlySet<string> = new Set(['links', 'levers', 'same']);

async function inBatches<T>(
  ids: readonly string[],
  ask: (some: string[]) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const answers: T[] = [];
  for (let at = 0; at < ids.length; at += BATCH)
    answers.push(...(await ask(ids.slice(at, at + BATCH))));
  return answers;
}

async function readAttributes(ids: readonly string[], fields: readonly string[]) {
  const attributes = new Map(
    fields.map((field) => [field, new Map<string, string | number | boolean | null>()]),
  );
  if (fields.length === 0) return attributes;
  for (let at = 0; at < ids.length; at += BATCH) {
    const some = ids.slice(at, at + BATCH);
    const { columns } = await api.graph.attributes({ ids: some, fields: [...fields] });
    for (const { field, values } of columns) {
      const known = attributes.get(field);
      for (const [index, value] of values.entries()) known?.set(some[index]!, value);
    }
  }
  return attributes;
}

async function matchRules(ids: readonly string[], rules: readonly FormatRule[]) {
  const matches = new Map<string, ReadonlySet<string>>();
  const reports: Record<string, RuleReport> = {};
  for (const { id, filter, isOn } of rules) {
    if (!isOn || filter.trim() === '') continue;
    try {
      const found = await api.entity.queryIds({ filter, among: [...ids] });
      matches.set(id, new Set(found.ids));
      reports[id] = { count: found.ids.length, problem: null };
    } catch (error) {
      reports[id] = { count: 0, problem: toAppError(error).message };
    }
  }
  return { matches, reports };
}

async function readFacts(
  canvas: Canvas,
  { style, rules }: { readonly style: ViewStyle; readonly rules: readonly FormatRule[] },
  columns: MeasureColumns | null,
) {
  const { graph } = canvas.model;
  const ids = graph.filterNodes((_id, node) => !node.isProtected && !node.group);
  const links = needsLinkDetails(style)
    ? await inBatches(
        graph.filterEdges((id) => !isGroupId(id)),
        (some) => api.graph.linkDetails({ ids: some }),
      )
    : [];
  const { matches, reports } = await matchRules(ids, rules);
  const attributes = new Map<string, ReadonlyMap<string, AttributeValue>>(
    await readAttributes(ids, attributesNeeded(style)),
  );
  for (const [measure, values] of columns ?? []) attributes.set(styleOfMeasure(measure), values);
  const facts: DressFacts = {
    attributes,
    links: new Map(links.map((link) => [link.id, link])),
    matches,
  };
  return { facts, reports };
}

function isPlain(style: ViewStyle, rules: readonly FormatRule[]): boolean {
  return (
    style.colourBy === 'kind' &&
    style.labelBy === 'name' &&
    style.linkWidthBy === 'family' &&
    SIZED_BY_CANVAS.has(style.sizeBy) &&
    !rules.some(({ isOn }) => isOn)
  );
}

/**
 * Draws the map by its style and rules, and again whenever the case, the map or either of them changes.
 * Returns what the legend says of the colours, and of the measures that it is drawn by.
 */
export function useDress(canvas: Canvas, ontology: Ontology): DressLegend {
  const style = useStore((state) => state.style);
  const rules = useStore((state) => state.rules);
  const comparison = useStore((state) => state.comparison);
  const changeMarks = useStore((state) => state.changeMarks);
  const coloured = useStore((state) => (state.hasCommunityColours ? state.communities : null));
  const hasHulls = useStore((state) => state.hasHulls);
  const revision = useStore((state) => state.revision);
  const setRuleReports = useStore((state) => state.setRuleReports);
  const version = useModel(canvas.model, ['records']);
  const marks = useSignMarks();
  // Whoever looks at another screen reads nothing for the map.
  const isElsewhere = useStore((state) => state.screen !== 'map');
  const measured = useMeasureColumns(style);
  const columns = measured.value;
  const [colours, setColours] = useState<readonly ColourGroup[] | null>(null);

  useEffect(() => {
    canvas.setSizeBy(SIZED_BY_CANVAS.has(style.sizeBy) ? (style.sizeBy as SizeBy) : 'same');
  }, [canvas, style.sizeBy]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: an edit of the case or of the map is read anew.
  useEffect(() => {
    if (isElsewhere) return;
    let isOvertaken = false;
    async function dress(): Promise<void> {
      const isMarked =
        comparison !== null || changeMarks !== null || coloured !== null || marks.size > 0;
      if (isPlain(style, rules) && !isMarked) {
        if (canvas.dress !== NO_DRESS) canvas.setDress(NO_DRESS);
        setColours(null);
        setRuleReports({});
        return;
      }
      try {
        const { facts, reports } = await readFacts(canvas, { style, rules }, columns);
        if (isOvertaken) return;
        const dressed = computeDress(canvas.model.graph, { style, rules }, { ontology, facts });
        const { graph } = canvas.model;
        const signed = withSignMarks(dressed.dress, marks, graph);
        const inCommunities = withCommunities(signed, coloured, graph, !hasHulls);
        const compared = withComparison(inCommunities, comparison, graph);
        canvas.setDress(withChange(compared, changeMarks, graph));
        setColours(coloured ? legendOfCommunities(coloured, graph) : dressed.colours);
        setRuleReports(reports);
      } catch (error) {
        if (!isOvertaken) useStore.getState().say(toAppError(error).message, { tone: 'failed' });
      }
    }
    const timer = window.setTimeout(() => void dress(), PAUSE_MS);
    return () => {
      isOvertaken = true;
      window.clearTimeout(timer);
    };
  }, [
    canvas,
    ontology,
    style,
    rules,
    comparison,
    changeMarks,
    coloured,
    hasHulls,
    revision,
    version,
    marks,
    columns,
    setRuleReports,
    isElsewhere,
  ]);

  return { colours, measured };
}
