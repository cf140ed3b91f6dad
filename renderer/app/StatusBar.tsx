import { Check, CircleDot, Eye, ShieldCheck, TriangleAlert } from 'lucide-react';
import { useMemo } from 'react';
import { dayInWords } from '../../shared/domain/words.ts';
import { api } from '../api/api.ts';
import { useApi } from '../api/use-api.ts';
import { TimeToken } from '../features/timeline/TimeToken.tsx';
import { useStore } from '../store/store.ts';
import styles from './StatusBar.module.css';

function number(value: number): string {
  return value.toLocaleString('en-GB');
}

function MapCounts() {
  const counts = useStore((state) => state.mapCounts);
  const screen = useStore((state) => state.screen);
  if (screen !== 'map' || !counts) return null;
  const { shownEntities, totalEntities, shownRelations, totalRelations } = counts;
  const hidden = totalEntities - shownEntities;
  return (
    <>
      <span>
        {number(shownEntities)} of {number(totalEntities)} records
      </span>
      <span>
        {number(shownRelations)} of {number(totalRelations)} links
      </span>
      {hidden > 0 && (
        <span className={styles.quiet}>{number(hidden)} records are not on the map</span>
      )}
    </>
  );
}

/** Which route is lifted on the map. */
function RouteState() {
  const words = useStore((state) => state.liftedRoute?.words ?? null);
  return words === null ? null : <span>{words}</span>;
}

/** How many records on the map the filter and the range of a measure leave out. */
function FilterState() {
  const filter = useStore((state) => state.sieves.filter?.entityIds ?? null);
  const measure = useStore((state) => state.sieves.measure?.entityIds ?? null);
  const shownIds = useStore((state) => state.shownIds);
  const isMap = useStore((state) => state.screen === 'map');
  const hidden = useMemo(
    () =>
      filter === null && measure === null
        ? 0
        : shownIds.filter((id) => filter?.has(id) === false || measure?.has(id) === false).length,
    [shownIds, filter, measure],
  );
  if (!isMap || hidden === 0) return null;
  return <span>{`Filters hide ${number(hidden)} ${hidden === 1 ? 'record' : 'records'}`}</span>;
}

/** How many of all records the filter of the list leaves. */
function ListCounts() {
  const counts = useStore((state) => state.listCounts);
  const isList = useStore((state) => state.screen === 'records');
  if (!isList || !counts || counts.listed >= counts.total) return null;
  return (
    <>
      <span>{`${number(counts.listed)} of ${number(counts.total)} records`}</span>
      <span>{`Filters hide ${number(counts.total - counts.listed)}`}</span>
    </>
  );
}

const DUE_DAYS = 7;

/** When the case was last backed up, and the way there; in words of warning when that is long ago. */
function BackupState() {
  const viewRevision = useStore((state) => state.viewRevision);
  const isDemonstration = useStore((state) => state.caseState?.isDemonstration ?? true);
  const goTo = useStore((state) => state.goTo);
  const state = useApi(() => api.backup.list({ handle: null }), [viewRevision]);
  if (isDemonstration || state.status !== 'ready') return null;
  const { lastMadeAt } = state.value;
  const days =
    lastMadeAt === null ? null : Math.floor((Date.now() - Date.parse(lastMadeAt)) / 86_400_000);
  return (
    <button type="button" className={styles.backup} onClick={() => goTo('settings')}>
      {(days === null || days >= DUE_DAYS) && <TriangleAlert size={13} aria-hidden="true" />}
      {lastMadeAt === null ? 'Never backed up' : `Backed up ${dayInWords(lastMadeAt, new Date())}`}
    </button>
  );
}

/** Selection, counts, and what always holds: encrypted, saved, recorded. */
export function StatusBar() {
  const selectedCount = useStore((state) => state.selectedIds.length);
  const hiddenSelectedCount = useStore((state) => state.hiddenSelectedCount);
  const screen = useStore((state) => state.screen);
  const selectedIds = useStore((state) => state.selectedIds);
  const requestMap = useStore((state) => state.requestMap);
  return (
    <footer className={styles.statusBar} data-region="" tabIndex={-1}>
      <span role="status" aria-label="Selection">
        <CircleDot size={12} aria-hidden="true" />
        {number(selectedCount)} selected
      </span>
      <MapCounts />
      <RouteState />
      <FilterState />
      <ListCounts />
      {screen === 'map' && hiddenSelectedCount > 0 && (
        <button
          type="button"
          className={styles.show}
          onClick={() => requestMap({ type: 'show', ids: selectedIds })}
        >
          {hiddenSelectedCount === 1
            ? '1 selected record is hidden. Show it'
            : `${number(hiddenSelectedCount)} selected records are hidden. Show them`}
        </button>
      )}
      <TimeToken />
      <span className={styles.end}>
        <ShieldCheck size={13} className={styles.safe} aria-hidden="true" />
        Encrypted, stored on this computer
      </span>
      <BackupState />
      <span>
        <Check size={13} aria-hidden="true" />
        Saved
      </span>
      <span>
        <Eye size={13} aria-hidden="true" />
        Viewing is recorded
      </span>
    </footer>
  );
}
