import {
  Hand,
  Lasso,
  Map as MapIcon,
  Maximize,
  Minus,
  MousePointer2,
  Pin,
  Plus,
  StickyNote,
} from 'lucide-react';
import type { MapTool } from '../../canvas/AreaController.tsx';
import { useKeysOf } from '../../store/keys.ts';
import { useStore } from '../../store/store.ts';
import { IconButton } from '../../ui/Button.tsx';
import lens from '../../ui/Lens.module.css';
import type { MapActs } from './map-acts.ts';

const TOOLS = [
  { id: 'select', label: 'Select', command: 'map.tool-select', icon: <MousePointer2 size={15} /> },
  { id: 'lasso', label: 'Lasso', command: 'map.tool-lasso', icon: <Lasso size={15} /> },
  { id: 'pan', label: 'Pan', command: 'map.tool-pan', icon: <Hand size={15} /> },
] as const satisfies readonly { readonly id: MapTool; [more: string]: unknown }[];

interface CanvasToolsProps {
  readonly acts: MapActs;
  readonly tool: MapTool;
  readonly onTool: (tool: MapTool) => void;
}

/** What the pointer does, upper left on the map; the zoom, lower right. */
export function CanvasTools({ acts, tool, onTool }: CanvasToolsProps) {
  const keysOf = useKeysOf();
  const isReadOnly = useStore((state) => state.caseState?.isReadOnly ?? false);
  const hasSelection = useStore((state) => state.selectedIds.length > 0);
  const requestMap = useStore((state) => state.requestMap);
  const isOverviewOpen = useStore((state) => state.settings.panels.isOverviewOpen);
  const setPanels = useStore((state) => state.setPanels);
  return (
    <>
      <div className={`${lens.float} ${lens.tools}`} role="toolbar" aria-label="Pointer">
        {TOOLS.map(({ id, label, command, icon }) => (
          <IconButton
            key={id}
            label={label}
            keys={keysOf(command)}
            icon={icon}
            tip="right"
            aria-pressed={tool === id}
            onClick={() => onTool(id)}
          />
        ))}
        <IconButton
          label="Pin or unpin"
          keys={keysOf('map.pin')}
          tip="right"
          icon={<Pin size={15} />}
          disabled={!hasSelection}
          onClick={() => acts.togglePins(useStore.getState().selectedIds)}
        />
        <IconButton
          label={isReadOnly ? 'Add a note: this case is for reading only' : 'Add a note'}
          keys={keysOf('map.note')}
          tip="right"
          icon={<StickyNote size={15} />}
          aria-disabled={isReadOnly}
          onClick={() => requestMap({ type: 'annotate', what: 'note' })}
        />
      </div>
      <div className={`${lens.float} ${lens.zoom}`} role="toolbar" aria-label="Zoom">
        <IconButton
          label="Overview"
          keys={keysOf('map.overview')}
          tip="above"
          icon={<MapIcon size={15} />}
          aria-pressed={isOverviewOpen}
          onClick={() => setPanels({ isOverviewOpen: !isOverviewOpen })}
        />
        <IconButton
          label="Zoom in"
          keys={keysOf('map.zoom-in')}
          tip="above"
          icon={<Plus size={15} />}
          onClick={() => requestMap({ type: 'zoom-in' })}
        />
        <IconButton
          label="Zoom out"
          keys={keysOf('map.zoom-out')}
          tip="above"
          icon={<Minus size={15} />}
          onClick={() => requestMap({ type: 'zoom-out' })}
        />
        <IconButton
          label="Fit to window"
          keys={keysOf('map.fit')}
          tip="above"
          icon={<Maximize size={15} />}
          onClick={() => requestMap({ type: 'fit' })}
        />
      </div>
    </>
  );
}
