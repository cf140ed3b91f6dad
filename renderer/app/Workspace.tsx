import { type ComponentType, memo, useState } from 'react';
import { Palette } from '../commands/Palette.tsx';
import { ShortcutHelp } from '../commands/ShortcutHelp.tsx';
import { MeasureDialog } from '../features/analysis/MeasureDialog.tsx';
import { NetworkSections } from '../features/analysis/NetworkSections.tsx';
import { SignMarksKeeper } from '../features/analysis/SignMarksKeeper.tsx';
import { AuditScreen } from '../features/audit/AuditScreen.tsx';
import { FilterSieveKeeper } from '../features/filter/FilterSieveKeeper.tsx';
import { MeasureSieveKeeper } from '../features/filter/MeasureSieveKeeper.tsx';
import { ImportScreen } from '../features/import/ImportScreen.tsx';
import { CompareDialog } from '../features/inspector/CompareDialog.tsx';
import { Inspector } from '../features/inspector/Inspector.tsx';
import { LetOutRecord } from '../features/levers/LetOutRecord.tsx';
import { LeversScreen } from '../features/levers/LeversScreen.tsx';
import { CommunityKeeper } from '../features/network/CommunityKeeper.tsx';
import { RecordForms } from '../features/record/RecordForms.tsx';
import { SettingsScreen } from '../features/settings/SettingsScreen.tsx';
import { TableDialogs } from '../features/table/TableDialogs.tsx';
import { TimeSieveKeeper } from '../features/timeline/TimeSieveKeeper.tsx';
import { useStore } from '../store/store.ts';
import type { Screen } from '../store/window.ts';
import { Panel } from '../ui/Panel.tsx';
import { ToolbarFrame } from '../ui/Toolbar.tsx';
import { DamageStrip } from './DamageStrip.tsx';
import { DropOverlay } from './DropOverlay.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { ExploreScreen } from './ExploreScreen.tsx';
import { LeverStrip } from './LeverStrip.tsx';
import { Messages } from './Messages.tsx';
import { Rail } from './Rail.tsx';
import { RecordsPlace } from './RecordPlaces.tsx';
import { StatusBar } from './StatusBar.tsx';
import { SETTINGS_SECTIONS } from './settings-sections.ts';
import { DOCKS, LEFT_PANELS } from './side-panels.ts';
import { TitleBar } from './TitleBar.tsx';
import styles from './Workspace.module.css';

function Settings() {
  return <SettingsScreen sections={SETTINGS_SECTIONS} />;
}

/** The inspector, with what analysis says of the record. */
const INSPECTOR = <Inspector network={NetworkSections} />;

/** Kept as it is drawn while something lies over it: its lists are long. */
const Levers = memo(function Levers() {
  return <LeversScreen inspector={INSPECTOR} />;
});

const SCREENS: Readonly<
  Record<Screen, { name: string; content: ComponentType | null; hasPanels: boolean }>
> = {
  // Kept below the others.
  map: { name: 'Map', content: null, hasPanels: true },
  records: { name: 'Records', content: RecordsPlace, hasPanels: true },
  import: { name: 'Import', content: ImportScreen, hasPanels: false },
  levers: { name: 'Levers', content: Levers, hasPanels: false },
  audit: { name: 'Audit', content: AuditScreen, hasPanels: false },
  settings: { name: 'Settings', content: Settings, hasPanels: false },
};

const INSPECTOR_MIN_PX = 300;
const INSPECTOR_MAX_PX = 640;
const LEFT_MIN_PX = 200;
const LEFT_MAX_PX = 480;
const DOCK_MIN_PX = 120;
const DOCK_MAX_PX = 520;

function InspectorPanel() {
  const sizePx = useStore((state) => state.settings.panels.inspectorPx);
  const setPanels = useStore((state) => state.setPanels);
  return (
    <Panel
      side="right"
      label="Inspector"
      sizePx={sizePx}
      minPx={INSPECTOR_MIN_PX}
      maxPx={INSPECTOR_MAX_PX}
      onResize={(inspectorPx) => setPanels({ inspectorPx })}
    >
      <ErrorBoundary resetKey="inspector">{INSPECTOR}</ErrorBoundary>
    </Panel>
  );
}

function LeftSide() {
  const leftPanel = useStore((state) => state.leftPanel);
  const sizePx = useStore((state) => state.settings.panels.leftPx);
  const setPanels = useStore((state) => state.setPanels);
  const screen = useStore((state) => state.screen);
  const panel = leftPanel === null ? undefined : LEFT_PANELS[leftPanel];
  if (!panel || (panel.isOfMap && screen !== 'map')) return null;
  const { label, content: Content } = panel;
  return (
    <Panel
      side="left"
      label={label}
      sizePx={sizePx}
      minPx={LEFT_MIN_PX}
      maxPx={LEFT_MAX_PX}
      onResize={(leftPx) => setPanels({ leftPx })}
    >
      <ErrorBoundary resetKey={label}>
        <Content />
      </ErrorBoundary>
    </Panel>
  );
}

function DockBelow() {
  const dock = useStore((state) => state.dock);
  const isMap = useStore((state) => state.screen === 'map' && state.lens === 'map');
  const sizePx = useStore((state) => state.settings.panels.dockPx);
  const setPanels = useStore((state) => state.setPanels);
  const panel = dock === null || !isMap ? undefined : DOCKS[dock];
  if (!panel) return null;
  const { label, content: Content } = panel;
  return (
    <Panel
      side="bottom"
      label={label}
      sizePx={sizePx}
      minPx={DOCK_MIN_PX}
      maxPx={DOCK_MAX_PX}
      onResize={(dockPx) => setPanels({ dockPx })}
    >
      <ErrorBoundary resetKey={label}>
        <Content />
      </ErrorBoundary>
    </Panel>
  );
}

/** The window of an open case. */
export function Workspace() {
  const screen = useStore((state) => state.screen);
  const overlay = useStore((state) => state.overlay);
  const hasSelection = useStore((state) => state.primaryId !== null);
  const isInspectorOpen = useStore((state) => state.settings.panels.isInspectorOpen);
  const { name, content: Content, hasPanels } = SCREENS[screen];
  // Made when it is first looked at.
  const [hasMap, setHasMap] = useState(screen === 'map');
  if (screen === 'map' && !hasMap) setHasMap(true);
  return (
    <div className={styles.workspace}>
      <a className={styles.skip} href="#screen">
        Skip to the screen
      </a>
      <div>
        <TitleBar />
        <DamageStrip />
        <LeverStrip />
      </div>
      <div className={styles.body}>
        <Rail />
        <ToolbarFrame>
          {hasPanels && <LeftSide />}
          <div className={styles.centre}>
            <main
              id="screen"
              className={styles.screen}
              aria-label={name}
              data-region=""
              tabIndex={-1}
            >
              {Content && (
                <ErrorBoundary resetKey={screen}>
                  <Content />
                </ErrorBoundary>
              )}
              {hasMap && (
                <ErrorBoundary resetKey={screen === 'map' ? 'map' : 'elsewhere'}>
                  <ExploreScreen isShown={screen === 'map'} />
                </ErrorBoundary>
              )}
            </main>
            {hasPanels && <DockBelow />}
          </div>
          {hasPanels && hasSelection && isInspectorOpen && <InspectorPanel />}
        </ToolbarFrame>
      </div>
      <StatusBar />
      <FilterSieveKeeper />
      <MeasureSieveKeeper />
      <TimeSieveKeeper />
      <CommunityKeeper />
      <SignMarksKeeper />
      <Messages />
      <DropOverlay />
      <RecordForms />
      <TableDialogs />
      <LetOutRecord />
      <CompareDialog />
      <MeasureDialog />
      {overlay === 'palette' && <Palette />}
      {overlay === 'shortcuts' && <ShortcutHelp />}
    </div>
  );
}
