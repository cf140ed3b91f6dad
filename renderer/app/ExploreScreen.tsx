import { MapScreen } from '../features/map/MapScreen.tsx';
import { Overview } from '../features/overview/Overview.tsx';
import { OpenedPart } from '../features/overview/OverviewTrail.tsx';
import { useStore } from '../store/store.ts';
import styles from './ExploreScreen.module.css';
import { LensTabs } from './LensTabs.tsx';
import { LENSES } from './lenses.ts';

/**
 * The map, or another lens over what is on it. The map keeps its place while another lens or screen is looked at: to
 * draw it from nothing takes longer than anyone should wait for coming back.
 */
export function ExploreScreen({ isShown }: { readonly isShown: boolean }) {
  const lens = useStore((state) => state.lens);
  const isOverview = useStore((state) => state.lens === 'map' && state.isOverviewShown) && isShown;
  const Content = isShown ? (LENSES.find(({ id }) => id === lens)?.content ?? null) : null;
  const isMap = isShown && Content === null && !isOverview;
  return (
    <div className={styles.explore} inert={!isShown} data-is-shown={isShown}>
      {/* Out of sight, not out of the layout: the canvas keeps its size, and so its view. */}
      <div className={styles.map} inert={!isMap} data-is-shown={isMap}>
        <MapScreen lenses={isMap ? <LensTabs /> : null} isShown={isMap} />
        {isMap && <OpenedPart />}
      </div>
      {isOverview && (
        <div className={styles.over}>
          <Overview lenses={<LensTabs />} />
        </div>
      )}
      {Content && (
        <div className={styles.over}>
          <Content lenses={<LensTabs />} />
        </div>
      )}
    </div>
  );
}
