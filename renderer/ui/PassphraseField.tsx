import { ArrowBigUpDash, Eye, EyeOff, KeyRound } from 'lucide-react';
import type { KeyboardEvent, Ref } from 'react';
import { useState } from 'react';
import { TextField } from './Field.tsx';
import styles from './PassphraseField.module.css';

interface PassphraseFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  readonly error?: string | null;
  readonly isNew?: boolean;
  readonly size?: 'standard' | 'large';
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** A passphrase: hidden until shown, with a warning while Caps Lock is on. */
export function PassphraseField(props: PassphraseFieldProps) {
  const {
    label,
    value,
    onChange,
    hint,
    error = null,
    isNew = false,
    size = 'large',
    inputRef,
  } = props;
  const [isShown, setIsShown] = useState(false);
  const [isCapsLock, setIsCapsLock] = useState(false);

  function noteCapsLock(event: KeyboardEvent): void {
    setIsCapsLock(event.getModifierState('CapsLock'));
  }

  return (
    <div>
      <TextField
        ref={inputRef}
        label={label}
        hint={hint}
        error={error}
        size={size}
        icon={<KeyRound size={17} aria-hidden="true" />}
        type={isShown ? 'text' : 'password'}
        autoComplete={isNew ? 'new-password' : 'current-password'}
        maxLength={1000}
        required
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={noteCapsLock}
        onKeyUp={noteCapsLock}
        trailing={
          <button
            type="button"
            className={styles.show}
            aria-pressed={isShown}
            onClick={() => setIsShown(!isShown)}
          >
            {isShown ? (
              <EyeOff size={16} aria-hidden="true" />
            ) : (
              <Eye size={16} aria-hidden="true" />
            )}
            {isShown ? 'Hide' : 'Show'}
          </button>
        }
      />
      <p className={styles.caps} role="status">
        {isCapsLock && (
          <>
            <ArrowBigUpDash size={15} aria-hidden="true" />
            Caps Lock is on
          </>
        )}
      </p>
    </div>
  );
}
