import { Copy, Plus, Save, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { RecordList } from '../../../shared/api/record-list.ts';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { useApi } from '../../api/use-api.ts';
import { useStore } from '../../store/store.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/Field.tsx';
import styles from './table.module.css';
import type { Columns } from './use-columns.ts';

interface ListTabsProps {
  readonly columns: Columns;
  /** All records of the case; null while they are counted. */
  readonly total: number | null;
}

/** Shows the records as a saved list has them. */
function open({ id, state }: RecordList): void {
  const { setFilterText, setRecordSort, setRecordGroup, setOpenListId, settings, setSettings } =
    useStore.getState();
  setFilterText(state.filter);
  setRecordSort(state.sort);
  setRecordGroup(state.group);
  setSettings({ ...settings, recordColumns: state.columns });
  setOpenListId(id);
}

function showAll(): void {
  const { setFilterText, setOpenListId } = useStore.getState();
  setFilterText('');
  setOpenListId(null);
}

/** The saved lists in a row: one click opens each; the open one can be kept as it is now, copied, renamed or deleted. */
export function ListTabs({ columns, total }: ListTabsProps) {
  const revision = useStore((state) => state.revision);
  const viewRevision = useStore((state) => state.viewRevision);
  const openListId = useStore((state) => state.openListId);
  const filterText = useStore((state) => state.filterText);
  const isReadOnly = useStore((state) => state.caseState?.isReadOnly ?? false);
  const say = useStore((state) => state.say);
  const [isSaving, setSaving] = useState(false);
  const lists = useApi(() => api.recordList.list(), [revision, viewRevision]);
  const all = lists.status === 'ready' ? lists.value : [];
  const current = all.find(({ id }) => id === openListId) ?? null;

  async function run(work: () => Promise<unknown>, words: string): Promise<void> {
    try {
      await work();
      say(words, { canUndo: true });
    } catch (error) {
      say(toAppError(error).message, { tone: 'failed' });
    }
  }

  return (
    <nav className={styles.lists} aria-label="Saved lists">
      <button type="button" aria-pressed={current === null && filterText === ''} onClick={showAll}>
        All records <span>{total?.toLocaleString('en-GB')}</span>
      </button>
      {all.map((list) => (
        <button
          key={list.id}
          type="button"
          aria-pressed={list.id === openListId}
          onClick={() => open(list)}
        >
          {list.name} <span>{list.count?.toLocaleString('en-GB') ?? '–'}</span>
        </button>
      ))}
      {!isReadOnly && (
        <>
          <Button
            look="quiet"
            icon={
              current ? (
                <Save size={14} aria-hidden="true" />
              ) : (
                <Plus size={14} aria-hidden="true" />
              )
            }
            onClick={() => setSaving(true)}
          >
            {current ? 'Update or rename' : 'Save list'}
          </Button>
          {current && (
            <>
              <IconButton
                label={`Duplicate ${current.name}`}
                icon={<Copy size={14} aria-hidden="true" />}
                onClick={() =>
                  void run(
                    () => api.recordList.duplicate({ id: current.id }),
                    `${current.name} was duplicated.`,
                  )
                }
              />
              <IconButton
                label={`Delete ${current.name}`}
                icon={<Trash2 size={14} aria-hidden="true" />}
                onClick={() =>
                  void run(
                    () => api.recordList.remove({ id: current.id }),
                    `${current.name} was deleted.`,
                  )
                }
              />
            </>
          )}
        </>
      )}
      {isSaving && (
        <SaveDialog columns={columns} current={current} onClose={() => setSaving(false)} />
      )}
    </nav>
  );
}

interface SaveDialogProps {
  readonly columns: Columns;
  readonly current: RecordList | null;
  readonly onClose: () => void;
}

function SaveDialog({ columns, current, onClose }: SaveDialogProps) {
  const [name, setName] = useState(current?.name ?? '');
  const [isTried, setTried] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function save(id: string | null): Promise<void> {
    setTried(true);
    if (name.trim() === '') return;
    const { filterText, recordSort, recordGroup, setOpenListId, say } = useStore.getState();
    try {
      const list = await api.recordList.save({
        id,
        name: name.trim(),
        state: {
          filter: filterText,
          sort: [...recordSort],
          columns: [...columns.choices],
          group: recordGroup,
        },
      });
      setOpenListId(list.id);
      say(`${list.name} was saved.`, { canUndo: true });
      onClose();
    } catch (error) {
      setFailure(toAppError(error).message);
    }
  }

  return (
    <Dialog
      title={current ? `Update ${current.name}` : 'Save this list'}
      onClose={onClose}
      actions={
        <>
          <Button look="primary" onClick={() => void save(current?.id ?? null)}>
            {current ? 'Update' : 'Save'}
          </Button>
          {current && <Button onClick={() => void save(null)}>Save as a new list</Button>}
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
        </>
      }
    >
      <p>
        The filter, the order, the groups and the columns are kept, for everyone who works on this
        case.
      </p>
      <TextField
        label="Name"
        value={name}
        maxLength={60}
        error={isTried && name.trim() === '' ? 'Give the list a name.' : failure}
        onChange={(event) => setName(event.target.value)}
      />
    </Dialog>
  );
}
