import { useEffect, useState } from 'react';
import type { MapChange, MapModel } from '../../canvas/map-model.ts';

/**
 * Draws the component anew when the map changes in one of these ways, and not for others: positions change
 * at every frame of a layout. Returns the version that it was drawn for.
 */
export function useModel(model: MapModel, changes: readonly MapChange[]): number {
  const [version, setVersion] = useState(model.version);
  const wanted = changes.join(' ');

  useEffect(() => {
    const kinds = new Set(wanted.split(' '));
    // What changed between drawing and now is not lost.
    setVersion(model.version);
    return model.subscribe((change) => {
      if (kinds.has(change)) setVersion(model.version);
    });
  }, [model, wanted]);

  return version;
}
