import { WifiOff } from 'lucide-react';
import { useEffect } from 'react';
import { rereadCatalogue } from '../api/use-catalogue.ts';
import { OntologyContext, useCaseOntology } from '../api/use-ontology.ts';
import { useShortcuts } from '../commands/use-shortcuts.ts';
import { LockedScreen } from '../features/case/LockedScreen.tsx';
import { WelcomeScreen } from '../features/case/WelcomeScreen.tsx';
import { useStore } from '../store/store.ts';
import { FailedState, LoadingState } from '../ui/State.tsx';
import styles from './App.module.css';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { MarkingBanner } from './MarkingBanner.tsx';
import { useCaseEvents } from './use-case-events.ts';
import { useClipboard } from './use-clipboard.ts';
import { useDropGuard } from './use-drop-guard.ts';
import { useIdleLock } from './use-idle-lock.ts';
import { useSettings } from './use-settings.ts';
import { useWindows } from './use-windows.ts';
import { Workspace } from './Workspace.tsx';

function Content() {
  const status = useStore((state) => state.caseState?.status ?? null);
  const connection = useStore((state) => state.connection);
  if (connection === 'refused') {
    return (
      <main className={styles.place}>
        <FailedState message="This page has lost Achilles, or was opened a second time.">
          What you saved is safe. Close this page and start Achilles again.
        </FailedState>
      </main>
    );
  }
  switch (status) {
    case null:
      return (
        <main className={styles.place}>
          <LoadingState>Starting</LoadingState>
        </main>
      );
    case 'closed':
      return <WelcomeScreen />;
    case 'locked':
      return <LockedScreen />;
    case 'open':
      return <OpenCase />;
  }
}

/** The open case, with its types for everything in it. */
function OpenCase() {
  const typesRevision = useStore((state) => state.typesRevision);
  const isConnected = useStore((state) => state.connection === 'ready');
  // Another window may have taken other levers.
  useEffect(() => {
    if (typesRevision > 0) rereadCatalogue();
  }, [typesRevision]);
  const ontology = useCaseOntology(typesRevision, isConnected);
  return (
    <OntologyContext value={ontology}>
      <Workspace />
    </OntologyContext>
  );
}

/** The window: markings at its edges, and between them what the case's state calls for. */
export function App() {
  const connection = useStore((state) => state.connection);
  useCaseEvents();
  useSettings();
  useDropGuard();
  useIdleLock();
  useClipboard();
  useShortcuts();
  useWindows();
  return (
    <div className={styles.window}>
      <MarkingBanner edge="top" />
      <div className={styles.content}>
        <ErrorBoundary resetKey="window">
          <Content />
        </ErrorBoundary>
        {connection === 'lost' && (
          <p className={styles.lost} role="alert">
            <WifiOff size={15} aria-hidden="true" />
            The connection to Achilles was lost. Trying again. What you saved is safe.
          </p>
        )}
      </div>
      <MarkingBanner edge="foot" />
    </div>
  );
}
