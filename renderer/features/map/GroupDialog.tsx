import { useEffect, useState } from 'react';
import { useCanvas } from '../../canvas/canvas-context.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/Field.tsx';
import type { GroupActs, GroupForm } from './group-acts.ts';

const MOST_LETTERS = 80;

interface GroupDialogProps {
  readonly form: GroupForm;
  readonly acts: GroupActs;
}

/** Asks for the name of a group, new or known. */
export function GroupDialog({ form, acts }: GroupDialogProps) {
  const [name, setName] = useState(form.name);
  const [error, setError] = useState<string | null>(null);
  const isNew = form.groupId === null;
  const { region } = useCanvas();
  // Once the dialog is gone: while it is there nothing else can have the focus.
  useEffect(() => () => region.focus(), [region]);

  function save(): void {
    const text = name.trim();
    if (text === '') setError('Enter a name for the group.');
    else acts.nameGroup(form, text);
  }

  return (
    <Dialog
      title={isNew ? `Group ${form.memberIds.length} records` : 'Rename the group'}
      onClose={acts.closeForm}
      actions={
        <>
          <Button look="primary" onClick={save}>
            {isNew ? 'Group' : 'Rename'}
          </Button>
          <Button onClick={acts.closeForm}>Cancel</Button>
        </>
      }
    >
      <TextField
        label="Name"
        value={name}
        error={error}
        maxLength={MOST_LETTERS}
        autoFocus
        onFocus={(event) => event.target.select()}
        onChange={(event) => {
          setName(event.target.value);
          setError(null);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') save();
        }}
      />
      {form.leftOut > 0 && (
        <p>
          {form.leftOut === 1
            ? '1 protected record stays outside the group.'
            : `${form.leftOut} protected records stay outside the group.`}
        </p>
      )}
    </Dialog>
  );
}
