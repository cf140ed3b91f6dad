import { CalendarOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useCallback, useMemo, useState } from 'react';
import { isTogether, type Span } from '../../../shared/timeline/span.ts';
import type { Sieve } from '../../store/explore.ts';
import { useStore } from '../../store/store.ts';
import { useTextScale } from '../../ui/Drawing.tsx';
import lens from '../../ui/Lens.module.css';
import { EmptyState } from '../../ui/State.tsx';
import { type LaneBy, type LaneSizes, lanesOf, placeLanes } from './lanes.ts';
import { SpanBar } from './SpanBar.tsx';
import { TimelineChart } from './TimelineChart.tsx';
import { TimelineTable } from './TimelineTable.tsx';
import type { Entry, TimelineModel } from './timeline-model.ts';
import { countWords } from './timeline-words.ts';
import { usePlay } from './use-play.ts';
import { useTimelineView } from './use-view.ts';

const NOTHING: Span = { from: 0, to: 1 };
const LENS_SIZES: LaneSizes = { rowPx: 19, padPx: 7, leastPx: 38, mostRows: 9 };
const DOCK_SIZES: LaneSizes = { rowPx: 17, padPx: 4, leastPx: 25, mostRows: 3 };

interface TimelineBodyProps {
  readonly model: TimelineModel;
  readonly laneBy: LaneBy;
  readonly look: 'chart' | 'table';
  readonly place: 'lens' | 'dock';
  /** What stands before and after the tools of time. */
  readonly lead?: ReactNode;
  readonly end?: ReactNode;
}

/** Whether the sieves other than time let a dated thing through. */
function usePasses(model: TimelineModel): (entry: Entry) => boolean {
  const filter = useStore((state) => state.sieves.filter);
  const measure = useStore((state) => state.sieves.measure);
  const compare = useStore((state) => state.sieves.compare);
  return useCallback(
    ({ item }: Entry) =>
      [filter, measure, compare].every(
        (sieve) => !sieve || isLet(sieve, model, item.entities, item),
      ),
    [filter, measure, compare, model],
  );
}

function isLet(
  { entityIds, relationIds }: Sieve,
  { entities }: TimelineModel,
  places: readonly number[],
  item: Entry['item'],
): boolean {
  const isIn = (place: number) => entityIds === null || entityIds.has(entities[place]?.id ?? '');
  if (item.subject === 'relation')
    return places.every(isIn) && (relationIds === null || relationIds.has(item.id));
  return places.some(isIn);
}

/** Chart or table of what is dated, with the stretch of time above it. */
export function TimelineBody({ model, laneBy, look, place, lead, end }: TimelineBodyProps) {
  const whole = model.extent ?? NOTHING;
  const view = useTimelineView(whole);
  const play = usePlay(whole);
  const [widthPx, setWidthPx] = useState(0);
  const selectedIds = useStore((state) => state.selectedIds);
  const isRemoving = useStore((state) => state.sieveMode === 'remove');
  const passes = usePasses(model);
  const textScale = useTextScale();
  const sizes = useMemo(() => {
    const { rowPx, padPx, leastPx, mostRows } = place === 'lens' ? LENS_SIZES : DOCK_SIZES;
    return { rowPx: rowPx * textScale, padPx, leastPx: leastPx * textScale, mostRows };
  }, [place, textScale]);
  const entries = useMemo(
    () => (isRemoving ? model.entries.filter(passes) : model.entries),
    [model, isRemoving, passes],
  );
  const lanes = useMemo(
    () => lanesOf(model, entries, { by: laneBy, selectedIds }),
    [model, entries, laneBy, selectedIds],
  );
  const { span } = view;
  const placed = useMemo(
    () => placeLanes(model, lanes, { span, widthPx: Math.max(1, widthPx), textScale }, sizes),
    [model, lanes, span, widthPx, textScale, sizes],
  );
  const isFaint = useCallback((entry: Entry) => !passes(entry), [passes]);

  if (model.entries.length === 0)
    return (
      <EmptyState
        title="Nothing here has a date"
        icon={<CalendarOff size={28} aria-hidden="true" />}
      >
        {undatedWords(model) || 'Show more records on the map, or look at the whole case.'}
      </EmptyState>
    );
  return (
    <>
      <SpanBar
        play={play}
        whole={whole}
        view={span}
        lead={lead}
        end={end}
        onSelect={() => selectWithin(model, entries)}
      />
      {look === 'table' ? (
        <BrushedTable model={model} entries={entries} />
      ) : lanes.length === 0 ? (
        <EmptyState title="No record is selected">
          Select records, on the map or here, and each gets a lane of its own. Protected people get
          none.
        </EmptyState>
      ) : (
        <TimelineChart
          model={model}
          entries={entries}
          lanes={placed}
          sizes={sizes}
          whole={whole}
          view={view}
          isFaint={isFaint}
          onWidth={setWidthPx}
          widthPx={widthPx}
          onTogglePlay={play.toggle}
        />
      )}
      {place === 'lens' && <p className={lens.note}>{noteWords(model, entries.length)}</p>}
    </>
  );
}

/** Selects the records that something dated in the span speaks of. */
function selectWithin({ entities }: TimelineModel, entries: readonly Entry[]): void {
  const { timeBrush, select } = useStore.getState();
  if (!timeBrush) return;
  const places = new Set<number>();
  for (const entry of entries)
    if (isTogether(entry, timeBrush)) for (const place of entry.item.entities) places.add(place);
  select(Array.from(places, (place) => entities[place]?.id ?? ''));
}

function BrushedTable({
  model,
  entries,
}: {
  readonly model: TimelineModel;
  readonly entries: readonly Entry[];
}) {
  const brush = useStore((state) => state.timeBrush);
  const within = useMemo(
    () => (brush ? entries.filter((entry) => isTogether(entry, brush)) : entries),
    [entries, brush],
  );
  return <TimelineTable model={model} entries={within} />;
}

/** What has no date, in words; empty where everything has one. */
function undatedWords({ timeline }: TimelineModel): string {
  const { events, licences, links } = timeline.undated;
  const parts = [
    events > 0 && countWords(events, 'event'),
    licences > 0 && countWords(licences, 'licence'),
    links > 0 && countWords(links, 'link'),
  ].filter((part) => part !== false);
  if (parts.length === 0) return '';
  const last = parts.pop();
  return `${parts.length > 0 ? `${parts.join(', ')} and ` : ''}${last} without a date.`;
}

function noteWords(model: TimelineModel, shown: number): string {
  const { withheldLinks, unreadableDates } = model.timeline;
  return [
    `${countWords(shown, 'dated thing')}.`,
    undatedWords(model),
    withheldLinks > 0 && `${countWords(withheldLinks, 'link')} of protected people withheld.`,
    unreadableDates > 0 && `${countWords(unreadableDates, 'date')} not on the calendar.`,
  ]
    .filter(Boolean)
    .join(' ');
}
