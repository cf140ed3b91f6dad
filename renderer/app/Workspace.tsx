import type { ComponentType } from 'react';
import { Palette } from '../commands/Palette.tsx';
import { ShortcutHelp } from '../commands/ShortcutHelp.tsx';
import { AuditScreen } from '../features/audit/AuditScreen.tsx';
import { RecordsScreen } from '../features/entity/RecordsScreen.tsx';
import { ImportScreen } from '../features/import/ImportScreen.tsx';
import { Inspector } from '../features/inspector/Inspector.tsx';
import { MapScreen } from '../features/map/MapScreen.tsx';
import { SettingsScreen } from '../features/settings/SettingsScreen.tsx';
import { useStore } from '../store/store.ts';
import type { Screen } from '../store/window.ts';
import { Panel } from '../ui/Panel.tsx';
import { ToolbarFrame } from '../ui/Toolbar.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Messages } from './Messages.tsx';
import { Rail } from './Rail.tsx';
import { StatusBar } from './StatusBar.tsx';
import { TitleBar } from './TitleBar.tsx';
import styles from './Workspace.module.css';

const SCREENS: Readonly<
  Record<Screen, { name: string; content: ComponentType; hasInspector: boolean }>
> = {
  map: { name: 'Map', content: MapScreen, hasInspector: true },
  records: { name: 'Records', content: RecordsScreen, hasInspector: true },
  import: { name: 'Import', content: ImportScreen, hasInspector: false },
  audit: { name: 'Audit', content: AuditScreen, hasInspector: false },
  settings: { name: 'Settings', content: SettingsScreen, hasInspector: false },
};

const INSPECTOR_MIN_PX = 300;
const INSPECTOR_MAX_PX = 640;

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
      <ErrorBoundary resetKey="inspector">
        <Inspector />
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
  const { name, content: Content, hasInspector } = SCREENS[screen];
  return (
    <div className={styles.workspace}>
      <a className={styles.skip} href="#screen">
        Skip to the screen
      </a>
      <TitleBar />
      <div className={styles.body}>
        <Rail />
        <ToolbarFrame>
          <main
            id="screen"
            className={styles.screen}
            aria-label={name}
            data-region=""
            tabIndex={-1}
          >
            <ErrorBoundary resetKey={screen}>
              <Content />
            </ErrorBoundary>
          </main>
          {hasInspector && hasSelection && isInspectorOpen && <InspectorPanel />}
        </ToolbarFrame>
      </div>
      <StatusBar />
      <Messages />
      {overlay === 'palette' && <Palette />}
      {overlay === 'shortcuts' && <ShortcutHelp />}
    </div>
  );
}
