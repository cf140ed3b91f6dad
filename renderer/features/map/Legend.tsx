import { ChevronDown, ChevronUp } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Certainty } from '../../../shared/domain/grade.ts';
import { FLAG_MEANING } from '../../../shared/domain/lever.ts';
import type { Ontology, RelationFamily } from '../../../shared/domain/ontology.ts';
import type { MapModel } from '../../canvas/map-model.ts';
import { IconButton } from '../../ui/Button.tsx';
import { EntityMark } from '../../ui/EntityMark.tsx';
import lens from '../../ui/Lens.module.css';
import { countLegend } from './legend-counts.ts';
import styles from './map.module.css';
import { StyleLegend } from './StyleLegend.tsx';
import type { DressLegend } from './use-dress.ts';
import { useModel } from './use-model.ts';

const FAMILIES: readonly {
  readonly id: RelationFamily;
  readonly label: string;
  readonly hasArrow: boolean;
}[] = [
  { id: 'people', label: 'Knows or related', hasArrow: false },
  { id: 'control', label: 'Owns or runs', hasArrow: true },
  { id: 'money', label: 'Money', hasArrow: true },
  { id: 'place', label: 'Place or vehicle', hasArrow: false },
  { id: 'comms', label: 'Calls', hasArrow: true },
  { id: 'member', label: 'In an OCG', hasArrow: false },
  { id: 'event', label: 'Took part', hasArrow: false },
  { id: 'other', label: 'Other', hasArrow: false },
];

const CERTAINTIES: readonly {
  readonly id: Certainty;
  readonly label: string;
  readonly dash: string;
}[] = [
  { id: 'confirmed', label: 'Confirmed', dash: 'none' },
  { id: 'reported', label: 'Reported', dash: '7 4' },
  { id: 'tentative', label: 'Tentative', dash: '1.5 4' },
];

function LineSample({
  colour,
  dash = 'none',
  hasArrow = false,
  isDouble = false,
}: {
  readonly colour: string;
  readonly dash?: string;
  readonly hasArrow?: boolean;
  readonly isDouble?: boolean;
}) {
  return (
    <svg width="34" height="10" viewBox="0 0 34 10" aria-hidden="true">
      <path
        d={`M0 5H${hasArrow ? 27 : 34}`}
        fill="none"
        stroke={colour}
        strokeWidth={isDouble ? 2.5 : 1.75}
        strokeDasharray={dash}
      />
      {isDouble && <path d="M0 5H34" fill="none" stroke="var(--bg-overlay)" strokeWidth="0.9" />}
      {hasArrow && <path d="M34 5L26 1.8V8.2Z" fill={colour} />}
    </svg>
  );
}

interface LegendProps {
  readonly ontology: Ontology;
  readonly model: MapModel;
  /** What style and measures make of the map. */
  readonly dressed: DressLegend;
}

/** What shapes, colours and lines mean, how many there are, and a switch for each kind. */
export function Legend({ ontology, model, dressed }: LegendProps) {
  const { colours } = dressed;
  const version = useModel(model, ['records', 'kinds']);
  const [isOpen, setIsOpen] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the graph is one object that changes with the version.
  const counts = useMemo(
    () => countLegend(model.graph, ontology.kinds),
    [model, ontology, version],
  );
  if (counts.kinds.length === 0) return null;
  const hiddenCount = counts.kinds.reduce(
    (sum, { kind, count }) => sum + (model.hiddenKinds.has(kind.id) ? count : 0),
    0,
  );

  return (
    <section className={`${lens.float} ${styles.legend}`} aria-label="Legend">
      {isOpen && (
        <div className={styles.legendMore}>
          <ul aria-label="Links">
            {FAMILIES.filter(({ id }) => counts.families.has(id)).map(({ id, label, hasArrow }) => (
              <li key={id}>
                <LineSample
                  colour={`var(--l-${id === 'other' ? 'people' : id})`}
                  hasArrow={hasArrow}
                  isDouble={id === 'member'}
                />
                {label}
                <b>{counts.families.get(id)?.toLocaleString('en-GB')}</b>
              </li>
            ))}
          </ul>
          <ul aria-label="How sure">
            {CERTAINTIES.map(({ id, label, dash }) => (
              <li key={id}>
                <LineSample colour="var(--text-2)" dash={dash} />
                {label}
                <b>{(counts.certainties.get(id) ?? 0).toLocaleString('en-GB')}</b>
              </li>
            ))}
            <li>
              <span className={styles.strongFlag}>2</span> Levers, strong case
            </li>
            <li>
              <span className={styles.indicativeFlag}>2</span> Levers, indicative
            </li>
          </ul>
        </div>
      )}
      <StyleLegend ontology={ontology} dressed={dressed} />
      <div className={styles.legendRow}>
        {counts.kinds.map(({ kind, count }) => {
          const isHidden = model.hiddenKinds.has(kind.id);
          return (
            <button
              key={kind.id}
              type="button"
              className={styles.kind}
              aria-pressed={!isHidden}
              title={`${isHidden ? 'Show' : 'Hide'} ${kind.plural.toLowerCase()}`}
              onClick={() => model.toggleKind(kind.id)}
            >
              <EntityMark
                colour={colours ? 'other' : (kind.base ?? kind.id)}
                shape={kind.shape}
                sizePx={14}
              />
              {kind.label}
              <span className={styles.kindCount}>{count.toLocaleString('en-GB')}</span>
            </button>
          );
        })}
        {counts.protectedCount > 0 && (
          <span className={styles.kindNote}>
            <EntityMark colour="person" shape="circle" isProtected sizePx={14} />
            Protected <span className={styles.kindCount}>{counts.protectedCount}</span>
          </span>
        )}
        {counts.strongCount > 0 && (
          <span className={styles.kindNote} title={FLAG_MEANING}>
            <span className={styles.strongFlag}>2</span>
            Levers
          </span>
        )}
        {counts.indicativeCount > 0 && (
          <span className={styles.kindNote} title={FLAG_MEANING}>
            <span className={styles.indicativeFlag}>1</span>
            {counts.strongCount > 0 ? 'Indicative' : 'Levers, indicative'}
          </span>
        )}
        {hiddenCount > 0 && (
          <button
            type="button"
            className={styles.legendHidden}
            onClick={() => model.showAllKinds()}
          >
            {hiddenCount.toLocaleString('en-GB')} hidden. Show
          </button>
        )}
        <IconButton
          label={isOpen ? 'Fold the legend' : 'Explain links'}
          tip="above"
          aria-expanded={isOpen}
          icon={isOpen ? <ChevronDown size={13} /> : <ChevronUp size={13} />}
          onClick={() => setIsOpen(!isOpen)}
        />
      </div>
    </section>
  );
}
