import { Hand, Lasso, Maximize, Minus, Plus } from 'lucide-react';
import { useKeysOf } from '../../store/keys.ts';
import { IconButton } from '../../ui/Button.tsx';
import lens from '../../ui/Lens.module.css';
import styles from './places.module.css';
import type { PlacesPicking } from './use-places-picking.ts';
import type { PlacesView } from './use-places-view.ts';

interface PlaceToolsProps {
  readonly view: PlacesView;
  readonly picking: PlacesPicking;
}

/** What the pointer does, upper left on the map of places; the zoom, lower right. */
export function PlaceTools({ view, picking }: PlaceToolsProps) {
  const keysOf = useKeysOf();
  const { tool, setTool } = picking;
  return (
    <>
      <div className={`${lens.float} ${lens.tools}`} role="toolbar" aria-label="Pointer">
        <IconButton
          label="Pan and select"
          keys={keysOf('map.tool-pan')}
          tip="right"
          icon={<Hand size={15} />}
          aria-pressed={tool === 'pan'}
          onClick={() => setTool('pan')}
        />
        <IconButton
          label="Lasso"
          keys={keysOf('map.tool-lasso')}
          tip="right"
          icon={<Lasso size={15} />}
          aria-pressed={tool === 'lasso'}
          onClick={() => setTool('lasso')}
        />
        <button type="button" className={styles.inView} onClick={picking.selectInView}>
          Select what is in view
        </button>
      </div>
      <div className={`${lens.float} ${lens.zoom}`} role="toolbar" aria-label="Zoom">
        <IconButton
          label="Zoom in"
          keys={keysOf('map.zoom-in')}
          tip="above"
          icon={<Plus size={15} />}
          onClick={() => view.zoom(1)}
        />
        <IconButton
          label="Zoom out"
          keys={keysOf('map.zoom-out')}
          tip="above"
          icon={<Minus size={15} />}
          onClick={() => view.zoom(-1)}
        />
        <IconButton
          label="Fit to window"
          keys={keysOf('map.fit')}
          tip="above"
          icon={<Maximize size={15} />}
          onClick={() => view.look(null)}
        />
      </div>
    </>
  );
}
