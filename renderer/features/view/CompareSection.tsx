import { GitCompareArrows } from 'lucide-react';
import { useState } from 'react';
import type { GraphNode } from '../../../shared/api/graph.ts';
import type { NamedView } from '../../../shared/api/view.ts';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { useApi } from '../../api/use-api.ts';
import type { ComparedSide, Comparison } from '../../store/comparison.ts';
import { partsOf } from '../../store/comparison.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceField, SelectField } from '../../ui/Field.tsx';
import { LoadingState } from '../../ui/State.tsx';
import { listed } from './comparison.ts';
import styles from './view.module.css';

const NOW = 'now';
const SELECTION = 'selection';
const REST = 'rest';
const MOST_LISTED = 200;
const MOST_ASKED = 20_000;

const SPECIAL: Readonly<Record<string, string>> = {
  [NOW]: 'This map now',
  [SELECTION]: 'The selection',
  [REST]: 'The rest of the map',
};

/** The records that a choice stands for. */
async function sideOf(choice: string, views: readonly NamedView[]): Promise<ComparedSide> {
  const { shownIds, selectedIds } = useStore.getState();
  const selected = new Set(selectedIds);
  const name = SPECIAL[choice] ?? views.find(({ id }) => id === choice)?.name ?? '';
  switch (choice) {
    case NOW:
      return { name, ids: shownIds };
    case SELECTION:
      return { name, ids: selectedIds };
    case REST:
      return { name, ids: shownIds.filter((id) => !selected.has(id)) };
    default:
      return { name, ids: (await api.view.get({ id: choice })).shownIds };
  }
}

function Choices({ views }: { readonly views: readonly NamedView[] }) {
  return (
    <>
      {Object.entries(SPECIAL).map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
      {views.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </>
  );
}

function Members({
  title,
  nodes,
}: {
  readonly title: string;
  readonly nodes: readonly GraphNode[];
}) {
  const select = useStore((state) => state.select);
  const requestMap = useStore((state) => state.requestMap);
  if (nodes.length === 0) return null;
  return (
    <details className={styles.members}>
      <summary>{`${title} (${nodes.length.toLocaleString('en-GB')})`}</summary>
      <ul aria-label={title}>
        {nodes.slice(0, MOST_LISTED).map(({ id, label }) => (
          <li key={id}>
            <button
              type="button"
              onClick={() => {
                select([id]);
                requestMap({ type: 'show', ids: [id] });
              }}
            >
              {label}
            </button>
          </li>
        ))}
      </ul>
      {nodes.length > MOST_LISTED && (
        <p className={styles.note}>
          {(nodes.length - MOST_LISTED).toLocaleString('en-GB')} more are not listed.
        </p>
      )}
    </details>
  );
}

function Result({ comparison }: { readonly comparison: Comparison }) {
  const revision = useStore((state) => state.revision);
  const shownIds = useStore((state) => state.shownIds);
  const requestMap = useStore((state) => state.requestMap);
  const setComparison = useStore((state) => state.setComparison);
  const parts = partsOf(comparison);
  const asked = [...parts.first, ...parts.second, ...parts.both].slice(0, MOST_ASKED);
  const found = useApi(
    () => api.graph.among({ ids: asked }),
    [comparison.first.ids, comparison.second.ids, revision],
  );
  if (found.status === 'loading') return <LoadingState>Comparing</LoadingState>;
  if (found.status === 'failed') {
    return (
      <p className={styles.note} role="alert">
        {found.error.message}
      </p>
    );
  }
  const nodes = new Map(found.value.nodes.map((node) => [node.id, node]));
  const onMap = new Set(shownIds);
  const absent = asked.filter((id) => nodes.has(id) && !onMap.has(id));
  const rows = [
    { title: `Only in ${comparison.first.name}`, mark: '1', nodes: listed(parts.first, nodes) },
    { title: `Only in ${comparison.second.name}`, mark: '2', nodes: listed(parts.second, nodes) },
    { title: 'In both', mark: '', nodes: listed(parts.both, nodes) },
  ];
  return (
    <>
      <table className={styles.counts}>
        <caption className="visually-hidden">What the two have</caption>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">Where</th>
            <th scope="col">Mark on the map</th>
            <th scope="col">Records</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ title, mark, nodes: members }) => (
            <tr key={title}>
              <th scope="row">{title}</th>
              <td>{mark !== '' && <span className={styles.mark}>{mark}</span>}</td>
              <td>{members.length.toLocaleString('en-GB')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <ChoiceField
        label="Bring out"
        value={comparison.bringOut}
        options={[
          { value: 'differences', label: 'Differences' },
          { value: 'both', label: 'In both' },
          { value: 'all', label: 'All' },
        ]}
        onChange={(bringOut) => setComparison({ ...comparison, bringOut })}
      />
      {rows.map(({ title, nodes: members }) => (
        <Members key={title} title={title} nodes={members} />
      ))}
      <p className={styles.note}>Protected people are neither counted nor listed.</p>
      <div className={styles.actions}>
        {absent.length > 0 && (
          <Button onClick={() => requestMap({ type: 'show', ids: absent })}>
            {`Bring ${absent.length.toLocaleString('en-GB')} onto the map`}
          </Button>
        )}
        <Button look="quiet" onClick={() => setComparison(null)}>
          Stop comparing
        </Button>
      </div>
    </>
  );
}

/** Compares two views, this map with one, or the selection with the rest: by fading, marks, counts and lists. */
export function CompareSection({ views }: { readonly views: readonly NamedView[] }) {
  const comparison = useStore((state) => state.comparison);
  const setComparison = useStore((state) => state.setComparison);
  const [first, setFirst] = useState(views[0]?.id ?? SELECTION);
  const [second, setSecond] = useState(views[0] ? NOW : REST);

  async function compare(): Promise<void> {
    const { say } = useStore.getState();
    try {
      const [one, other] = await Promise.all([sideOf(first, views), sideOf(second, views)]);
      if (one.ids.length + other.ids.length === 0) say('There is nothing on either side.');
      else setComparison({ first: one, second: other, bringOut: 'differences' });
    } catch (error) {
      say(toAppError(error).message, { tone: 'failed' });
    }
  }

  return (
    <section className={styles.compare} aria-label="Compare">
      <h3>Compare</h3>
      <SelectField label="First" value={first} onChange={({ target }) => setFirst(target.value)}>
        <Choices views={views} />
      </SelectField>
      <SelectField label="Second" value={second} onChange={({ target }) => setSecond(target.value)}>
        <Choices views={views} />
      </SelectField>
      <div className={styles.actions}>
        <Button
          icon={<GitCompareArrows size={14} aria-hidden="true" />}
          disabled={first === second}
          onClick={() => void compare()}
        >
          Compare
        </Button>
      </div>
      {comparison && <Result comparison={comparison} />}
    </section>
  );
}
