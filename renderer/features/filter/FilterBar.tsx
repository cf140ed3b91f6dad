import { Search, X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import { type MeasureRange, rangeWords } from '../../../shared/analysis/measure-range.ts';
import type { Ontology } from '../../../shared/domain/ontology.ts';
import { chipOf } from '../../../shared/query/chip.ts';
import type { QueryCompletion } from '../../../shared/query/complete.ts';
import { completeQuery } from '../../../shared/query/complete.ts';
import { withoutTerm } from '../../../shared/query/edit.ts';
import { formatTerm } from '../../../shared/query/format.ts';
import { parseQuery } from '../../../shared/query/parse.ts';
import type { QueryTerm } from '../../../shared/query/query.ts';
import { useOntologyOrNull } from '../../api/use-ontology.ts';
import { useStore } from '../../store/store.ts';
import styles from './FilterBar.module.css';
import { useFilter } from './use-filter.ts';

const TYPING_PAUSE_MS = 220;

interface TokenProps {
  readonly term: QueryTerm;
  readonly ontology: Ontology;
  readonly onRemove: () => void;
  readonly onEdit: () => void;
}

function Token({ term, ontology, onRemove, onEdit }: TokenProps) {
  const { label, words, isExcluded } = chipOf(term, ontology);
  const name = `${isExcluded ? 'not ' : ''}${label.toLowerCase()} ${words}`;
  return (
    <li className={styles.token}>
      <button type="button" title="Change this condition" onClick={onEdit}>
        {isExcluded && <em>not </em>}
        {label.toLowerCase()} <b>{words}</b>
      </button>
      <button type="button" aria-label={`Take away: ${name}`} onClick={onRemove}>
        <X size={12} aria-hidden="true" />
      </button>
    </li>
  );
}

/** The range of a measure that the map is narrowed to, beside what is typed. */
function MeasureToken({ range }: { readonly range: MeasureRange }) {
  const setMeasureRange = useStore((state) => state.setMeasureRange);
  const openLeftPanel = useStore((state) => state.openLeftPanel);
  const { label, words } = rangeWords(range);
  return (
    <li className={styles.token}>
      <button type="button" title="Change this condition" onClick={() => openLeftPanel('filters')}>
        {label} <b>{words}</b>
      </button>
      <button
        type="button"
        aria-label={`Take away: ${label} ${words}`}
        onClick={() => setMeasureRange(null)}
      >
        <X size={12} aria-hidden="true" />
      </button>
    </li>
  );
}

interface CompletionsProps {
  readonly id: string;
  readonly completions: readonly QueryCompletion[];
  readonly current: number;
  readonly onTake: (completion: QueryCompletion) => void;
}

function Completions({ id, completions, current, onTake }: CompletionsProps) {
  return (
    <div className={styles.completions} id={id} role="listbox" aria-label="What could be typed">
      {completions.map((completion, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the box above has the keyboard.
        <div
          key={completion.insert}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === current}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onTake(completion)}
        >
          <b>{completion.label}</b>
          <span>{completion.help}</span>
        </div>
      ))}
    </div>
  );
}

/** What is typed into the bar: held at once as far as it can be read, a condition of its own with Enter. */
function useDraft(ontology: Ontology) {
  const setFilterDraft = useStore((state) => state.setFilterDraft);
  const [draft, setDraft] = useState('');
  const { problems } = parseQuery(draft, ontology);
  const isReadable = problems.length === 0;

  useEffect(() => {
    if (!isReadable) return;
    const timer = setTimeout(() => setFilterDraft(draft.trim()), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft, isReadable, setFilterDraft]);
  useEffect(() => () => setFilterDraft(''), [setFilterDraft]);

  return {
    draft,
    problem: problems[0] ?? null,
    type: setDraft,
    /** The draft becomes a condition, or is put away. */
    clear() {
      setDraft('');
      setFilterDraft('');
    },
  };
}

function Bar({ ontology }: { readonly ontology: Ontology }) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const { query, setQuery } = useFilter(ontology);
  const filterText = useStore((state) => state.filterText);
  const setFilterText = useStore((state) => state.setFilterText);
  // What is on the map is measured; a list of the case is not narrowed by it.
  const range = useStore((state) => (state.screen === 'map' ? state.measureRange : null));
  const { draft, problem, type, clear } = useDraft(ontology);
  const [caret, setCaret] = useState(0);
  const [current, setCurrent] = useState(-1);
  const [isProblemTold, setProblemTold] = useState(false);
  const completions = draft === '' ? [] : completeQuery(draft, caret, ontology);

  function write(text: string, at: number): void {
    type(text);
    setCaret(at);
    setCurrent(-1);
    setProblemTold(false);
  }

  function take({ start, end, insert }: QueryCompletion): void {
    const text = draft.slice(0, start) + insert + draft.slice(end);
    write(text, start + insert.length);
    input.current?.focus();
  }

  function commit(): void {
    if (problem) {
      setProblemTold(true);
      return;
    }
    if (draft.trim() === '') return;
    setFilterText([filterText, draft.trim()].filter(Boolean).join(' '));
    clear();
    setCurrent(-1);
  }

  function edit(index: number): void {
    const term = query.terms[index];
    if (!term) return;
    const text = formatTerm(term);
    setQuery(withoutTerm(query, index));
    write(text, text.length);
    input.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    const { length } = completions;
    if (event.key === 'ArrowDown' && length > 0) setCurrent((current + 1) % length);
    else if (event.key === 'ArrowUp' && length > 0) setCurrent((current + length) % (length + 1));
    else if (event.key === 'Enter') {
      const chosen = completions[current];
      if (chosen) take(chosen);
      else commit();
    } else if (event.key === 'Backspace' && draft === '' && query.terms.length > 0) {
      edit(query.terms.length - 1);
    } else if (event.key === 'Escape' && draft !== '') clear();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <search className={styles.bar} aria-label="Filter">
      {(query.terms.length > 0 || range) && (
        <ul className={styles.tokens} aria-label="Conditions">
          {query.terms.map((term, index) => (
            <Token
              key={formatTerm(term)}
              term={term}
              ontology={ontology}
              onRemove={() => setQuery(withoutTerm(query, index))}
              onEdit={() => edit(index)}
            />
          ))}
          {range && <MeasureToken range={range} />}
        </ul>
      )}
      <div className={styles.typed}>
        <Search size={15} aria-hidden="true" />
        <input
          ref={input}
          type="text"
          role="combobox"
          data-find=""
          aria-label="Filter records"
          aria-expanded={completions.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={current >= 0 ? `${id}-list-${current}` : undefined}
          aria-autocomplete="list"
          aria-invalid={problem !== null && isProblemTold ? true : undefined}
          aria-describedby={problem !== null && isProblemTold ? `${id}-problem` : undefined}
          autoComplete="off"
          spellCheck={false}
          maxLength={1000}
          placeholder="Type a name, reference, address, or field"
          value={draft}
          onChange={({ target }) =>
            write(target.value, target.selectionStart ?? target.value.length)
          }
          onBlur={() => setCurrent(-1)}
          onKeyDown={onKeyDown}
        />
        {completions.length > 0 && (
          <Completions
            id={`${id}-list`}
            completions={completions}
            current={current}
            onTake={take}
          />
        )}
        {problem && isProblemTold && (
          <p id={`${id}-problem`} className={styles.problem} role="alert">
            {problem.message}
          </p>
        )}
      </div>
    </search>
  );
}

/** Where conditions are typed: those that hold stand in front, each to be changed or taken away. */
export function FilterBar() {
  const ontology = useOntologyOrNull();
  return ontology ? <Bar ontology={ontology} /> : <div className={styles.bar} />;
}
