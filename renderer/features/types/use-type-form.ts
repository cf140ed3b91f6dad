import type { FormEvent } from 'react';
import { useRef, useState } from 'react';
import type { OwnItem } from '../../../shared/domain/own-type.ts';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { useStore } from '../../store/store.ts';

/** What is wrong, by the name of the control. */
export type TypeFaults = Readonly<Record<string, string>>;

interface TypeFormOptions<Draft> {
  readonly start: Draft;
  /** What is missing before anything is sent; what else is wrong the backend says. */
  readonly check: (draft: Draft) => TypeFaults;
  readonly itemsOf: (draft: Draft) => readonly OwnItem[];
  /** What is said once it is kept. */
  readonly said: (draft: Draft) => string;
  readonly onClose: () => void;
}

/** A form that makes or changes types; faults that the backend finds are told at their controls. */
export function useTypeForm<Draft extends object>(options: TypeFormOptions<Draft>) {
  const { start, check, itemsOf, said, onClose } = options;
  const [draft, setDraft] = useState(start);
  const [faults, setFaults] = useState<TypeFaults>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [isTouched, setIsTouched] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  function goTo(name: string): void {
    form.current?.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`)?.focus();
  }

  function tell(found: TypeFaults): void {
    setFaults(found);
    const [first] = Object.keys(found);
    if (first !== undefined) requestAnimationFrame(() => goTo(first));
  }

  /** Runs what writes; a failure is told where it belongs. */
  async function run(work: () => Promise<string>): Promise<void> {
    if (isBusy) return;
    setIsBusy(true);
    setFailure(null);
    try {
      const words = await work();
      useStore.getState().say(words, { canUndo: true });
      onClose();
    } catch (error) {
      const { message, data } = toAppError(error);
      const found = (data.problems ?? []).flatMap(({ column, reason }) =>
        column && form.current?.querySelector(`[name="${CSS.escape(column)}"]`)
          ? [[column, reason] as const]
          : [],
      );
      if (found.length > 0) tell(Object.fromEntries(found));
      else setFailure(message);
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
      const found = check(draft);
      tell(found);
      if (Object.keys(found).length > 0) return;
      void run(async () => {
        await api.type.save({ items: [...itemsOf(draft)] });
        return said(draft);
      });
    },
    faultOf: (name: string): string | null => faults[name] ?? null,
  };
}

/** Words divided by commas, as files call something. */
export function readNames(text: string): string[] {
  return text
    .split(/[,\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
