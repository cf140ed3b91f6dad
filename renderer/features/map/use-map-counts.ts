import { useEffect } from 'react';
import { useStore } from '../../store/store.ts';
import type { MapSession } from './map-session.ts';

/** Tells the status bar how much of the case is on the map. */
export function useMapCounts(session: MapSession): void {
  const setMapCounts = useStore((state) => state.setMapCounts);

  useEffect(() => {
    const { model } = session.canvas;
    function tell(): void {
      const { part } = session.state;
      if (!part) return;
      setMapCounts({
        shownEntities: model.recordIds().length,
        totalEntities: part.totalEntities,
        shownRelations: model.linkCount(),
        totalRelations: part.totalRelations,
      });
    }
    const stops = [
      session.subscribe(tell),
      model.subscribe((change) => {
        if (change === 'records') tell();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
      setMapCounts(null);
    };
  }, [session, setMapCounts]);
}
