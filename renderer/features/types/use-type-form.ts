import type { OwnItem } from '../../../shared/domain/own-type.ts';
import { api } from '../../api/api.ts';
import { type Faults, useForm } from '../../api/use-form.ts';
import { useStore } from '../../store/store.ts';

interface TypeFormOptions<Draft> {
  readonly start: Draft;
  /** What is missing before anything is sent; what else is wrong the backend says. */
  readonly check: (draft: Draft) => Faults;
  readonly itemsOf: (draft: Draft) => readonly OwnItem[];
  /** What is said once it is kept. */
  readonly said: (draft: Draft) => string;
  readonly onClose: () => void;
}

/** A form that makes or changes types. */
export function useTypeForm<Draft extends object>(options: TypeFormOptions<Draft>) {
  const { start, check, itemsOf, said, onClose } = options;
  const done = (words: string) => {
    useStore.getState().say(words, { canUndo: true });
    onClose();
  };
  const form = useForm<Draft>({
    start,
    check,
    async send(draft) {
      await api.type.save({ items: [...itemsOf(draft)] });
      done(said(draft));
    },
  });
  return {
    ...form,
    /** Takes back what the case added or called otherwise. */
    remove: (work: () => Promise<string>) => form.run(async () => done(await work())),
  };
}

/** Words divided by commas, as files call something. */
export function readNames(text: string): string[] {
  return text
    .split(/[,\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
