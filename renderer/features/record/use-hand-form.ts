import type { FormEvent } from 'react';
import { useRef, useState } from 'react';
import { toAppError } from '../../api/failure.ts';

/** What is wrong, by the name of the control. */
export type Faults = Readonly<Record<string, string>>;

interface HandFormOptions<Draft> {
  readonly start: Draft;
  /** Everything that is wrong before anything is sent. */
  readonly check: (draft: Draft) => Faults;
  readonly send: (draft: Draft) => Promise<void>;
}

/** A form that is checked whole before it is sent; faults that the backend finds are told at their controls too. */
export function useHandForm<Draft extends object>({ start, check, send }: HandFormOptions<Draft>) {
  const [draft, setDraft] = useState(start);
  const [faults, setFaults] = useState<Faults>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [isTouched, setIsTouched] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  function goTo(name: string): void {
    const control = form.current?.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`);
    // A control behind a fold cannot take the focus.
    const fold = control?.closest('details');
    if (fold) fold.open = true;
    control?.focus();
  }

  function tell(found: Faults): void {
    setFaults(found);
    const [first] = Object.keys(found);
    if (first !== undefined) requestAnimationFrame(() => goTo(first));
  }

  async function sendChecked(): Promise<void> {
    setIsBusy(true);
    try {
      await send(draft);
    } catch (error) {
      const { message, data } = toAppError(error);
      const found = (data.problems ?? []).flatMap(({ column, reason }) =>
        column === null ? [] : [[column, reason] as const],
      );
      if (found.length === 0) setFailure(message);
      else tell(Object.fromEntries(found));
    } finally {
      setIsBusy(false);
    }
  }

  return {
    form,
    draft,
    faults,
    failure,
    isBusy,
    isTouched,
    goTo,
    set(change: Partial<Draft>): void {
      setDraft((last) => ({ ...last, ...change }));
      setIsTouched(true);
    },
    submit(event: FormEvent): void {
      event.preventDefault();
      if (isBusy) return;
      setFailure(null);
      const found = check(draft);
      tell(found);
      if (Object.keys(found).length === 0) void sendChecked();
    },
    faultOf: (name: string): string | null => faults[name] ?? null,
  };
}

/** What is wrong with a reason: it is asked for everywhere, and kept. */
export function reasonFault(reason: string): Faults {
  return reason.trim() === '' ? { reason: 'Say why: the reason is kept with the change.' } : {};
}
