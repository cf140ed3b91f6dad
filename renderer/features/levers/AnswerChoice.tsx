import type { OpeningAnswer } from '../../store/levers.ts';
import { useStore } from '../../store/store.ts';
import lens from '../../ui/Lens.module.css';
import type { ValueCounts } from './lever-filter.ts';

const CHOICES: readonly {
  readonly id: OpeningAnswer;
  readonly label: string;
  readonly title: string;
}[] = [
  { id: 'applies', label: 'Applies', title: 'Levers that apply: strong and indicative cases' },
  {
    id: 'could-apply',
    label: 'Needs evidence',
    title: 'Levers that could apply, once what is missing is known',
  },
  { id: 'both', label: 'Both', title: 'Levers that apply, and those that could' },
];

/** Whether what applies is listed, what needs evidence first, or both, with how many there are of each. */
export function AnswerChoice({ counts }: { readonly counts: ValueCounts | null }) {
  const answer = useStore((state) => state.leverAnswer);
  const choose = useStore((state) => state.setLeverAnswer);
  return (
    <fieldset className={lens.segments} aria-label="Answer">
      {CHOICES.map(({ id, label, title }) => (
        <button
          key={id}
          type="button"
          title={title}
          aria-pressed={answer === id}
          onClick={() => choose(id)}
        >
          {label}
          {counts && id !== 'both' && ` ${(counts.get(id)?.count ?? 0).toLocaleString('en-GB')}`}
        </button>
      ))}
    </fieldset>
  );
}
