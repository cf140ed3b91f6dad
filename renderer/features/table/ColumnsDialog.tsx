import { ChevronDown, ChevronUp, Pin, PinOff } from 'lucide-react';
import { useState } from 'react';
import type { Ontology } from '../../../shared/domain/ontology.ts';
import { RECORD_COLUMN } from '../../../shared/records/column.ts';
import { useStore } from '../../store/store.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { CheckField, TextField } from '../../ui/Field.tsx';
import { COLUMN_SETS } from './columns.ts';
import styles from './table.module.css';
import { useColumns } from './use-columns.ts';

/** Which columns the table shows, in what order, and which stay in sight. */
export function ColumnsDialog({ ontology }: { readonly ontology: Ontology }) {
  const setTableDialog = useStore((state) => state.setTableDialog);
  const { choices, definitions, acts } = useColumns(ontology);
  const [sought, setSought] = useState('');
  const close = () => setTableDialog(null);
  const wanted = sought.trim().toLowerCase();
  const listed = choices
    .flatMap((choice) => {
      const definition = definitions.get(choice.id);
      return definition ? [{ choice, definition }] : [];
    })
    .filter(({ definition }) => definition.label.toLowerCase().includes(wanted))
    .sort((a, b) => Number(b.choice.isShown) - Number(a.choice.isShown));
  return (
    <Dialog
      title="Columns"
      onClose={close}
      isLong
      actions={
        <>
          <Button look="primary" onClick={close}>
            Done
          </Button>
          <Button onClick={acts.reset}>As at first</Button>
        </>
      }
    >
      <fieldset className={styles.sets}>
        <legend>Show at once</legend>
        {COLUMN_SETS.map(({ label, ids }) => (
          <Button key={label} onClick={() => acts.showOnly(ids)}>
            {label}
          </Button>
        ))}
      </fieldset>
      <TextField
        label="Find a column"
        value={sought}
        onChange={(event) => setSought(event.target.value)}
      />
      <ul className={styles.columns} aria-label="Columns">
        {listed.map(({ choice, definition: { id, label } }) => (
          <li key={id}>
            <CheckField
              label={label}
              checked={choice.isShown}
              disabled={id === RECORD_COLUMN}
              onChange={(event) => acts.show(id, event.target.checked)}
            />
            {choice.isShown && id !== RECORD_COLUMN && (
              <span className={styles.columnTools}>
                <IconButton
                  label={choice.isPinned ? `Let ${label} scroll` : `Keep ${label} in sight`}
                  tip="below-left"
                  icon={
                    choice.isPinned ? (
                      <PinOff size={14} aria-hidden="true" />
                    ) : (
                      <Pin size={14} aria-hidden="true" />
                    )
                  }
                  aria-pressed={choice.isPinned}
                  onClick={() => acts.pin(id, !choice.isPinned)}
                />
                <IconButton
                  label={`Move ${label} left`}
                  tip="below-left"
                  icon={<ChevronUp size={14} aria-hidden="true" />}
                  onClick={() => acts.move(id, -1)}
                />
                <IconButton
                  label={`Move ${label} right`}
                  tip="below-left"
                  icon={<ChevronDown size={14} aria-hidden="true" />}
                  onClick={() => acts.move(id, 1)}
                />
              </span>
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
