import type { FormEvent } from 'react';
import { useRef, useState } from 'react';
import { toAppError } from './failure.ts';

/** What is wrong, by the name of the control. */
export type Faults = Readonly<Record<string, string>>;

interface FormOptions<Draft> {
  readonly start: Draft;
  /** Everything that is wrong before anything is sent. */
  readonly check: (draft: Draft) => Faults;
  readonly send: (draft: Draft) => Promise<void>;
}

/** Faults as they were told, and of what. */
interface Told<Draft> {
  readonly faults: Faults;
  readonly draft: Draft;
  /** Whether the form found them itself, so that it can say when they are mended. */
  readonly isOwn: boolean;
}

/** Those faults that still stand: what is mended is no fault until the form is sent again. */
export function standingFaults<Draft extends object>(
  { faults, draft: then, isOwn }: Told<Draft>,
  draft: Draft,
  check: (draft: Draft) => Faults,
): Faults {
  if (draft === then) return faults;
  const now = isOwn ? check(draft) : null;
  const [before, after] = [new Map(Object.entries(then)), new Map(Object.entries(draft))];
  return Object.fromEntries(
    Object.entries(faults).flatMap(([name, message]) => {
      if (now) return now[name] === undefined ? [] : [[name, now[name]]];
      // What the backend found stands for as long as the part of the form that it is about is as it was.
      const [part = name] = name.split('.');
      return before.has(part) && before.get(part) === after.get(part) ? [[name, message]] : [];
    }),
  );
}

/** A form that is checked whole before it is sent; faults that the backend finds are told at their controls too. */
export function useForm<Draft extends object>({ start, check, send }: FormOptions<Draft>) {
  const [draft, setDraft] = useState(start);
  const [told, setTold] = useState<Told<Draft>>({ faults: {}, draft: start, isOwn: true });
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [isTouched, setIsTouched] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  function controlOf(name: string): HTMLElement | null {
    return form.current?.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`) ?? null;
  }

  function goTo(name: string): void {
    const control = controlOf(name);
    // A control behind a fold cannot take the focus.
    const fold = control?.closest('details');
    if (fold) fold.open = true;
    control?.focus();
  }

  const faults = standingFaults(told, draft, check);

  function tell(found: Faults, of: Draft, isOwn: boolean): void {
    setTold({ faults: found, draft: of, isOwn });
    const [first] = Object.keys(found);
    if (first !== undefined) requestAnimationFrame(() => goTo(first));
  }

  /** Runs what writes; a failure is told where it belongs, and above the form where no control is at fault. */
  async function run(work: () => Promise<void>): Promise<void> {
    if (isBusy) return;
    setIsBusy(true);
    setFailure(null);
    try {
      await work();
    } catch (error) {
      const { message, data } = toAppError(error);
      const found = (data.problems ?? []).flatMap(({ column, reason }) =>
        column === null ? [] : [[column, reason] as const],
      );
      tell(Object.fromEntries(found), draft, false);
      // What no control can show would not be seen.
      if (!found.some(([column]) => controlOf(column))) setFailure(message);
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
    run,
    set(change: Partial<Draft>): void {
      setDraft((last) => ({ ...last, ...change }));
      setIsTouched(true);
    },
    submit(event: FormEvent): void {
      event.preventDefault();
      if (isBusy) return;
      setFailure(null);
      const found = check(draft);
      tell(found, draft, true);
      if (Object.keys(found).length === 0) void run(() => send(draft));
    },
    faultOf: (name: string): string | null => faults[name] ?? null,
  };
}
