import type { ChangeEvent, FormEvent } from 'react';
import { useRef, useState } from 'react';
import type { AppError } from '../../../shared/api/errors.ts';
import { toAppError } from '../../api/failure.ts';

type Texts = Readonly<Record<string, string>>;
/** What is wrong, by field. */
export type FaultsOf<Fields extends Texts> = Partial<Record<keyof Fields, string>>;

interface CheckedFormOptions<Fields extends Texts> {
  readonly start: Fields;
  /** Everything that is wrong before anything is sent. */
  readonly check: (fields: Fields) => FaultsOf<Fields>;
  readonly send: (fields: Fields) => Promise<void>;
  /** The field that a failure is about; null tells it above the form. */
  readonly fieldOf: (error: AppError) => keyof Fields | null;
  readonly onFailure?: (error: AppError) => void;
}

/** A form that is checked whole before it is sent, each fault told at its field and the first one focused. */
export function useCheckedForm<Fields extends Texts>(options: CheckedFormOptions<Fields>) {
  const { start, check, send, fieldOf, onFailure } = options;
  const [fields, setFields] = useState(start);
  const [faults, setFaults] = useState<FaultsOf<Fields>>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  function tell(found: FaultsOf<Fields>): void {
    setFaults(found);
    requestAnimationFrame(() => {
      form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
    });
  }

  async function sendChecked(): Promise<void> {
    setIsBusy(true);
    try {
      await send(fields);
    } catch (error) {
      const failed = toAppError(error);
      const name = fieldOf(failed);
      if (name === null) setFailure(failed.message);
      else tell({ [name]: failed.message } as FaultsOf<Fields>);
      onFailure?.(failed);
    } finally {
      setIsBusy(false);
    }
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (isBusy) return;
    const found = check(fields);
    setFailure(null);
    if (Object.keys(found).length > 0) tell(found);
    else {
      setFaults({});
      void sendChecked();
    }
  }

  /** Value, fault and change of one field, for a control that gives its text. */
  function text(name: keyof Fields & string) {
    return {
      value: fields[name] ?? '',
      error: faults[name] ?? null,
      onChange: (value: string) => {
        setFields({ ...fields, [name]: value });
        setFaults({ ...faults, [name]: undefined });
      },
    };
  }

  /** The same for a control that gives its event. */
  function line(name: keyof Fields & string) {
    const { value, error, onChange } = text(name);
    return {
      value,
      error,
      onChange: (event: ChangeEvent<HTMLInputElement>) => onChange(event.target.value),
    };
  }

  return { form, submit, text, line, failure, isBusy };
}
