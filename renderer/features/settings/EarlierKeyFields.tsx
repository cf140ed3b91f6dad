import { SelectField } from '../../ui/Field.tsx';
import { PassphraseField } from '../../ui/PassphraseField.tsx';

/** Who opens a backup from before the key was changed, and with what. */
export interface EarlierAccess {
  readonly user: string;
  readonly passphrase: string;
}

interface EarlierKeyFieldsProps {
  readonly users: readonly string[];
  readonly value: EarlierAccess;
  readonly fault: string | null;
  readonly onChange: (value: EarlierAccess) => void;
}

/** Asks for the passphrase of the day of a backup that the present key does not open. */
export function EarlierKeyFields({ users, value, fault, onChange }: EarlierKeyFieldsProps) {
  return (
    <>
      <p>
        This backup was made before the key of the case was changed. It opens with a passphrase of
        that day.
      </p>
      <SelectField
        label="User that day"
        value={value.user}
        onChange={(event) => onChange({ ...value, user: event.target.value })}
      >
        {users.map((user) => (
          <option key={user}>{user}</option>
        ))}
      </SelectField>
      <PassphraseField
        size="standard"
        label="Passphrase that day"
        value={value.passphrase}
        error={fault}
        onChange={(passphrase) => onChange({ ...value, passphrase })}
      />
    </>
  );
}
