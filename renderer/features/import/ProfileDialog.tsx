import { useState } from 'react';
import type { ImportProfileEntry } from '../../../shared/api/import-profile.ts';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { shell } from '../../api/shell.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextAreaField, TextField } from '../../ui/Field.tsx';
import { FormFailure } from '../../ui/FormFailure.tsx';
import { Note } from '../../ui/Note.tsx';

/** What can be done with a profile of the case. */
export type ProfileAct = 'rename' | 'duplicate' | 'export' | 'delete';

const TITLES: Readonly<Record<ProfileAct, string>> = {
  rename: 'Rename the profile',
  duplicate: 'Duplicate the profile',
  export: 'Export the profile',
  delete: 'Delete this profile?',
};

const BUTTONS: Readonly<Record<ProfileAct, string>> = {
  rename: 'Rename',
  duplicate: 'Duplicate',
  export: 'Export',
  delete: 'Delete it',
};

/** Profile to show afterwards; null: none of this one; undefined: as before. */
type Made = string | null | undefined;

async function carryOut(act: ProfileAct, profile: ImportProfileEntry, text: string): Promise<Made> {
  const { id, title } = profile;
  const { say } = useStore.getState();
  switch (act) {
    case 'rename':
      await api.import.renameProfile({ id, title: text });
      say(`Renamed the profile to ${text}.`, { canUndo: true });
      return id;
    case 'duplicate': {
      const made = await api.import.duplicateProfile({ id, title: text });
      say(`Made the profile ${text}.`, { canUndo: true });
      return made.id;
    }
    case 'export': {
      const file = await api.import.exportProfile({ id, reason: text });
      const bytes = new Uint8Array(await file.arrayBuffer());
      if (await shell.saveFile(file.name, bytes)) say(`Exported to ${file.name}.`);
      return undefined;
    }
    case 'delete':
      await api.import.removeProfile({ id });
      say(`Deleted the profile ${title}.`, { canUndo: true });
      return null;
  }
}

interface ProfileDialogProps {
  readonly act: ProfileAct;
  readonly profile: ImportProfileEntry;
  readonly onClose: (made?: Made) => void;
}

/** Asks what a profile is to be called, why it leaves the case, or whether it is to go. */
export function ProfileDialog({ act, profile, onClose }: ProfileDialogProps) {
  const [text, setText] = useState(
    { rename: profile.title, duplicate: `${profile.title} (copy)`, export: '', delete: '' }[act],
  );
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const isMissing = act !== 'delete' && text.trim() === '';

  async function run(): Promise<void> {
    setTried(true);
    if (isMissing || isBusy) return;
    setBusy(true);
    setFailure(null);
    try {
      onClose(await carryOut(act, profile, text.trim()));
    } catch (error) {
      setFailure(toAppError(error).message);
      setBusy(false);
    }
  }

  return (
    <Dialog
      title={TITLES[act]}
      onClose={() => onClose()}
      actions={
        <>
          <Button
            look={act === 'delete' ? 'danger' : 'primary'}
            aria-disabled={isBusy}
            onClick={() => void run()}
          >
            {BUTTONS[act]}
          </Button>
          <Button onClick={() => onClose()}>Cancel</Button>
        </>
      }
    >
      <FormFailure message={failure} />
      {(act === 'rename' || act === 'duplicate') && (
        <TextField
          label="Title"
          value={text}
          maxLength={80}
          error={isTried && isMissing ? 'Say what it is called.' : null}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      {act === 'export' && (
        <>
          <Note tone="warning">
            An export leaves the case and cannot be undone. It is recorded with your reason. Values
            that the profile changes for others may name people.
          </Note>
          <TextAreaField
            label="Reason"
            hint="Who it is for, and why they need it."
            value={text}
            maxLength={500}
            error={isTried && isMissing ? 'Say who it is for, and why.' : null}
            onChange={(event) => setText(event.target.value)}
          />
        </>
      )}
      {act === 'delete' && (
        <p>
          “{profile.title}” is no longer used when its headers come again. What was imported with it
          stays. You can undo this.
        </p>
      )}
    </Dialog>
  );
}
