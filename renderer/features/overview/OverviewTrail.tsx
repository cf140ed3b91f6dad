import { ArrowLeft, ChevronRight } from 'lucide-react';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './Overview.module.css';

interface OverviewTrailProps {
  /** What each step is called. */
  readonly names: readonly string[];
  /** Whether it begins at the whole case, or at records that were asked for. */
  readonly isWhole: boolean;
}

/** The way into the part that is looked at; each step leads back to it. */
export function OverviewTrail({ names, isWhole }: OverviewTrailProps) {
  const leaveTo = useStore((state) => state.leaveOverviewTo);
  const steps = [isWhole ? 'All records' : 'The records asked for', ...names];
  return (
    <nav aria-label="The way here" className={styles.trail}>
      <ol>
        {steps.map((name, depth) => (
          // The same name may come again deeper in.
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is known by how deep it lies.
          <li key={depth}>
            {depth > 0 && <ChevronRight size={12} aria-hidden="true" />}
            {depth < steps.length - 1 ? (
              <button type="button" onClick={() => leaveTo(depth)}>
                {name}
              </button>
            ) : (
              <span aria-current="step">{name}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** On the map while a part that was opened lies there: what it is, and the way back to the overview. */
export function OpenedPart() {
  const scope = useStore((state) => state.overviewScope);
  const revision = useStore((state) => state.revision);
  const leaveTo = useStore((state) => state.leaveOverviewTo);
  const size = useApi(
    async () => (scope ? api.graph.size({ scope }) : { total: 0, names: [] }),
    [scope, revision],
  );
  if (!scope || size.status !== 'ready') return null;
  const name = size.value.names.at(-1);
  return (
    <section className={styles.opened} aria-label="Opened part">
      <p role="status">{name ?? 'All records'}</p>
      <Button
        look="quiet"
        icon={<ArrowLeft size={14} aria-hidden="true" />}
        onClick={() => leaveTo(Math.max(0, scope.steps.length - 1))}
      >
        Close it
      </Button>
    </section>
  );
}
