import {
  Bookmark,
  Boxes,
  Download,
  EyeOff,
  ListFilter,
  Palette,
  RotateCcw,
  Route,
  Square,
  Trophy,
  Workflow,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useMemo } from 'react';
import type { CommandId } from '../../../shared/commands.ts';
import { kindOf, type Ontology } from '../../../shared/domain/ontology.ts';
import { typeOfLink } from '../../canvas/map-model.ts';
import type { LeftPanel } from '../../store/explore.ts';
import { useKeys, useKeysOf, useTitle } from '../../store/keys.ts';
import { LAYOUT_SHAPES, type LayoutShape } from '../../store/map-request.ts';
import { useStore } from '../../store/store.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import lens from '../../ui/Lens.module.css';
import { FindOnMap } from './FindOnMap.tsx';
import { LAYOUT_LABELS } from './layout-words.ts';
import styles from './map.module.css';
import type { MapActs } from './map-acts.ts';
import type { MapSession, MapState } from './map-session.ts';
import { styleChoices } from './style-choices.ts';
import { useModel } from './use-model.ts';
import { useStyleChange } from './use-style-change.ts';

interface MapToolRowProps {
  readonly ontology: Ontology;
  readonly session: MapSession;
  readonly acts: MapActs;
  readonly state: MapState;
}

function LayoutButton({ acts, state }: Pick<MapToolRowProps, 'acts' | 'state'>) {
  const keys = useKeys('map.layout');
  const count = useStore((store) => store.selectedIds.length);
  if (state.layout.type === 'placing') {
    return (
      <Button icon={<Square size={13} aria-hidden="true" />} onClick={acts.stopLayout}>
        {`Stop, ${Math.round(state.layout.share * 100)}%`}
      </Button>
    );
  }
  return (
    <label className={lens.choose}>
      <span>Layout</span>
      <select
        value={state.shape}
        onChange={(event) => acts.layOut(event.target.value as LayoutShape)}
      >
        {LAYOUT_SHAPES.map((shape) => (
          <option key={shape} value={shape}>
            {LAYOUT_LABELS[shape]}
          </option>
        ))}
      </select>
      <IconButton
        label={count < 3 ? 'Lay out the map' : `Lay out the ${count} selected records`}
        keys={keys}
        icon={<Workflow size={14} />}
        onClick={() => acts.layOut()}
      />
    </label>
  );
}

function StyleChoice(props: {
  readonly channel: 'sizeBy' | 'colourBy';
  readonly label: string;
  readonly ontology: Ontology;
}) {
  const { channel, label, ontology } = props;
  const chosen = useStore((store) => store.style[channel]);
  const choices = useMemo(() => styleChoices(ontology), [ontology]);
  const change = useStyleChange(choices);
  return (
    <label className={lens.choose}>
      <span>{label}</span>
      <select value={chosen} onChange={(event) => change(channel, event.target.value)}>
        {choices[channel].map((choice) => (
          <option key={choice.key} value={choice.key}>
            {choice.label}
          </option>
        ))}
      </select>
    </label>
  );
}

function PanelButton(props: {
  readonly panel: LeftPanel;
  readonly label: string;
  readonly keys: readonly string[];
  readonly icon: ReactNode;
}) {
  const { panel, label, keys, icon } = props;
  const isOpen = useStore((store) => store.leftPanel === panel);
  const toggle = useStore((store) => store.toggleLeftPanel);
  return (
    <IconButton
      label={label}
      keys={keys}
      icon={icon}
      aria-pressed={isOpen}
      onClick={() => toggle(panel)}
    />
  );
}

/** A tool with a panel of its own, by its name where there is room, and its key where there is more. */
function ToolButton(props: {
  readonly command: CommandId;
  readonly isOpen: boolean;
  readonly icon: ReactNode;
  readonly onClick: () => void;
  readonly children: string;
}) {
  const { command, isOpen, icon, onClick, children } = props;
  const keys = useKeys(command);
  const title = useTitle(children, command);
  return (
    <Button
      look="quiet"
      icon={icon}
      keys={keys}
      className={styles.tool ?? ''}
      title={title}
      aria-label={children}
      aria-pressed={isOpen}
      onClick={onClick}
    >
      {children}
    </Button>
  );
}

/** The tools of the map, in the row above it. */
export function MapToolRow(props: MapToolRowProps) {
  const { ontology, session, acts, state } = props;
  const { model } = session.canvas;
  const keysOf = useKeysOf();
  const leftPanel = useStore((store) => store.leftPanel);
  const dock = useStore((store) => store.dock);
  const setDock = useStore((store) => store.setDock);
  useModel(model, ['records', 'kinds']);
  const awayCount = state.putAwayIds.filter((id) => !model.graph.hasNode(id)).length;
  const hiddenByKind = model.graph.filterNodes((_id, { kind }) =>
    model.hiddenKinds.has(kind),
  ).length;
  const hiddenCount = awayCount + hiddenByKind;
  const hiddenLinkCount =
    model.hiddenRelationTypes.size === 0
      ? 0
      : model.graph.filterEdges((_id, link) => model.hiddenRelationTypes.has(typeOfLink(link)))
          .length;
  const hiddenWords = [
    hiddenCount > 0 ? hiddenCount.toLocaleString('en-GB') : '',
    hiddenLinkCount > 0 ? `${hiddenLinkCount.toLocaleString('en-GB')} links` : '',
  ].filter(Boolean);
  return (
    <>
      <FindOnMap
        model={model}
        shapeOf={(kind) => kindOf(ontology, kind)?.shape ?? 'dot'}
        onChoose={(id) => {
          acts.show([id]);
          // The box is through: what is done next is done to the record.
          session.canvas.region.focus({ preventScroll: true });
        }}
      />
      <LayoutButton acts={acts} state={state} />
      <StyleChoice channel="sizeBy" label="Size" ontology={ontology} />
      <StyleChoice channel="colourBy" label="Colour" ontology={ontology} />
      {hiddenWords.length > 0 && (
        <Button icon={<EyeOff size={14} aria-hidden="true" />} onClick={acts.showPutAway}>
          {`Show hidden (${hiddenWords.join(', ')})`}
        </Button>
      )}
      <div className={styles.toolWords}>
        <ToolButton
          command="map.path"
          isOpen={leftPanel === 'path'}
          icon={<Route size={14} aria-hidden="true" />}
          onClick={() => useStore.getState().togglePathFinder()}
        >
          Find path
        </ToolButton>
        <ToolButton
          command="map.communities"
          isOpen={leftPanel === 'communities'}
          icon={<Boxes size={14} aria-hidden="true" />}
          onClick={() => useStore.getState().toggleMapPanel('communities')}
        >
          Communities
        </ToolButton>
        <ToolButton
          command="dock.players"
          isOpen={dock === 'players'}
          icon={<Trophy size={14} aria-hidden="true" />}
          onClick={() => setDock(dock === 'players' ? null : 'players')}
        >
          Key players
        </ToolButton>
      </div>
      <div className={styles.toolIcons}>
        <PanelButton
          panel="filters"
          label="Filters"
          keys={keysOf('panel.left')}
          icon={<ListFilter size={14} />}
        />
        <PanelButton
          panel="style"
          label="Style"
          keys={keysOf('map.style')}
          icon={<Palette size={14} />}
        />
        <PanelButton
          panel="views"
          label="Views"
          keys={keysOf('map.views')}
          icon={<Bookmark size={14} />}
        />
        <IconButton
          label="Export"
          tip="below-left"
          keys={keysOf('map.export')}
          icon={<Download size={14} aria-hidden="true" />}
          onClick={() => useStore.getState().requestMap({ type: 'export' })}
        />
        <IconButton
          label="Start again"
          tip="below-left"
          icon={<RotateCcw size={14} aria-hidden="true" />}
          onClick={() => session.open()}
        />
      </div>
    </>
  );
}
