import { ArrowLeft, ArrowRight, Bookmark } from 'lucide-react';
import { useState } from 'react';
import type { NamedView } from '../../../shared/api/view.ts';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { useApi } from '../../api/use-api.ts';
import { useStore } from '../../store/store.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { PanelHead } from '../../ui/PanelHead.tsx';
import { EmptyState, FailedState, LoadingState } from '../../ui/State.tsx';
import { CompareSection } from './CompareSection.tsx';
import { LONGEST_NAME, refuseName, type ViewActs, ViewCard } from './ViewCard.tsx';
import styles from './view.module.css';

/** Runs a change of a view, and says what came of it. */
async function change(work: () => Promise<unknown>, done: string): Promise<void> {
  const { say } = useStore.getState();
  try {
    await work();
    say(done, { canUndo: true });
  } catch (error) {
    say(toAppError(error).message, { tone: 'failed' });
  }
}

function actsOf({ id, name }: NamedView): ViewActs {
  const { requestMap, lookThrough } = useStore.getState();
  return {
    open() {
      lookThrough('map');
      requestMap({ type: 'open-view', id });
    },
    update: () => requestMap({ type: 'save-view', id, name }),
    rename: (next) =>
      void change(() => api.view.rename({ id, name: next }), `View ${name} is now called ${next}.`),
    duplicate: () => void change(() => api.view.duplicate({ id }), `View ${name} is duplicated.`),
    remove: () => void change(() => api.view.remove({ id }), `View ${name} is deleted.`),
  };
}

function SaveForm({ views }: { readonly views: readonly NamedView[] }) {
  const requestMap = useStore((state) => state.requestMap);
  const [name, setName] = useState('');
  const [isTried, setIsTried] = useState(false);
  const problem = refuseName(name, views, null);
  return (
    <form
      className={styles.save}
      onSubmit={(event) => {
        event.preventDefault();
        setIsTried(problem !== null);
        if (problem !== null) return;
        requestMap({ type: 'save-view', id: null, name: name.trim() });
        setName('');
      }}
    >
      <TextField
        label="Save this map as"
        placeholder="Name of the view"
        value={name}
        maxLength={LONGEST_NAME}
        error={isTried ? problem : null}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" look="primary">
        Save
      </Button>
    </form>
  );
}

/** Named views of the map: kept, opened, renamed, duplicated and deleted. */
export function ViewsPanel() {
  const viewRevision = useStore((state) => state.viewRevision);
  const openViewId = useStore((state) => state.openViewId);
  const isReadOnly = useStore((state) => state.caseState?.isReadOnly ?? false);
  const close = useStore((state) => state.closeLeftPanel);
  const lookSteps = useStore((state) => state.lookSteps);
  const requestMap = useStore((state) => state.requestMap);
  const views = useApi(() => api.view.list(), [viewRevision]);
  return (
    <>
      <PanelHead title="Views" onClose={close}>
        <IconButton
          label="Earlier view"
          keys={['Alt', 'Shift', '←']}
          disabled={lookSteps.earlier === 0}
          icon={<ArrowLeft size={14} aria-hidden="true" />}
          onClick={() => requestMap({ type: 'view-earlier' })}
        />
        <IconButton
          label="Later view"
          keys={['Alt', 'Shift', '→']}
          disabled={lookSteps.later === 0}
          icon={<ArrowRight size={14} aria-hidden="true" />}
          onClick={() => requestMap({ type: 'view-later' })}
        />
      </PanelHead>
      <div className={styles.body}>
        {views.status === 'loading' && <LoadingState>Reading the views</LoadingState>}
        {views.status === 'failed' && (
          <FailedState message={views.error.message} retry={views.retry} />
        )}
        {views.status === 'ready' && !isReadOnly && <SaveForm views={views.value} />}
        {views.status === 'ready' && views.value.length === 0 && (
          <EmptyState title="No views yet" icon={<Bookmark size={20} aria-hidden="true" />}>
            A view keeps what the map shows: places, pins, filter, style and notes. Opening one is
            one step of undo.
          </EmptyState>
        )}
        {views.status === 'ready' && views.value.length > 0 && (
          <ul className={styles.list} aria-label="Named views">
            {views.value.map((view) => (
              <ViewCard
                key={view.id}
                view={view}
                others={views.value}
                isOpen={view.id === openViewId}
                isReadOnly={isReadOnly}
                acts={actsOf(view)}
              />
            ))}
          </ul>
        )}
        {views.status === 'ready' && <CompareSection views={views.value} />}
      </div>
    </>
  );
}
