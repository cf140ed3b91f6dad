import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { Opening } from '../../../shared/api/lever-question.ts';
import type { Lever } from '../../../shared/domain/lever.ts';
import { baseKindOf, kindOf, type Ontology } from '../../../shared/domain/ontology.ts';
import { pickRecords } from '../../store/pick.ts';
import { useStore } from '../../store/store.ts';
import { EntityMark } from '../../ui/EntityMark.tsx';
import { useRowHeight } from '../../ui/use-row-height.ts';
import { useVisibleRows } from '../../ui/use-visible-rows.ts';
import { COST_WORDS, usualWords } from './lever-words.ts';
import styles from './OpeningsTable.module.css';
import { caseOf, type EvidenceState, nextGap, openingId, reasonSentence } from './opening-words.ts';

interface OpeningsTableProps {
  readonly label: string;
  readonly openings: readonly Opening[];
  readonly levers: ReadonlyMap<string, Lever>;
  readonly ontology: Ontology | null;
  /** How far the evidence has come, by opening. */
  readonly evidence: ReadonlyMap<string, EvidenceState>;
  /** Changes where the list is another one. */
  readonly listKey: string;
  readonly onOpen: (opening: Opening) => void;
}

const HEADS = [
  { id: 'record', label: 'Record' },
  { id: 'lever', label: 'Lever' },
  { id: 'case', label: 'Case' },
  { id: 'evidence', label: 'Evidence' },
  { id: 'effect', label: 'Cuts off', isNumber: true },
  { id: 'lead', label: 'Lead time', isNumber: true },
  { id: 'cost', label: 'Cost' },
  { id: 'gap', label: 'Next gap' },
] as const;

const HEAD_EXTRA_PX = 4;

/** Openings as rows, best first: any number of them, as only those in sight are drawn. One selection with the map. */
export function OpeningsTable(props: OpeningsTableProps) {
  const { label, openings, levers, ontology, evidence, listKey, onOpen } = props;
  const id = useId();
  const scroll = useRef<HTMLDivElement>(null);
  const [rowPx, probe] = useRowHeight();
  const [active, setActive] = useState(0);
  const selectedIds = useStore((state) => state.selectedIds);
  const openId = useStore((state) =>
    state.leverPage?.entityId ? `${state.leverPage.entityId} ${state.leverPage.leverId}` : null,
  );
  const count = openings.length;
  const { first, last, scrollTo } = useVisibleRows(scroll, {
    count,
    rowPx,
    headPx: rowPx + HEAD_EXTRA_PX,
  });
  const current = Math.min(active, count - 1);
  const opening = openings[current];

  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins at its top.
  useEffect(() => {
    scroll.current?.scrollTo({ top: 0 });
    setActive(0);
  }, [listKey]);

  // What the chart opens is brought into sight here.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when something else is opened.
  useEffect(() => {
    const at = openId === null ? -1 : openings.findIndex((one) => openingId(one) === openId);
    if (at === -1) return;
    setActive(at);
    scrollTo(at);
  }, [openId]);

  function go(row: number): void {
    const next = Math.max(0, Math.min(count - 1, row));
    setActive(next);
    scrollTo(next);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor((scroll.current?.clientHeight ?? 300) / rowPx) - 2);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + page,
      PageUp: current - page,
      Home: 0,
      End: count - 1,
    };
    const target = steps[event.key];
    if (target !== undefined && !event.altKey && !event.ctrlKey) go(target);
    else if (event.key === 'Enter' && opening) onOpen(opening);
    else if (event.key === ' ' && opening) tick(opening);
    else return;
    event.preventDefault();
  }

  const indexes = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
  return (
    <div className={styles.frame}>
      <div ref={probe} className={styles.probe} aria-hidden="true" />
      {/* biome-ignore lint/a11y/useSemanticElements: rows out of sight are not drawn, which a table cannot say. */}
      <div
        ref={scroll}
        className={styles.grid}
        role="grid"
        aria-label={label}
        aria-rowcount={count + 1}
        aria-multiselectable="true"
        aria-activedescendant={count > 0 ? `${id}-${current}` : undefined}
        aria-describedby={`${id}-why`}
        data-keys="levers"
        data-region=""
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        {/* biome-ignore lint/a11y/useSemanticElements: rows out of sight are not drawn, which a table cannot say. */}
        <div className={styles.head} role="row" aria-rowindex={1} tabIndex={-1}>
          {/* biome-ignore lint/a11y/useSemanticElements: as above. */}
          <span className={styles.tick} role="columnheader" tabIndex={-1}>
            <span className="visually-hidden">Selected</span>
          </span>
          {HEADS.map((head) => (
            // biome-ignore lint/a11y/useSemanticElements: as above.
            <span
              key={head.id}
              role="columnheader"
              tabIndex={-1}
              className={'isNumber' in head ? styles.number : undefined}
            >
              {head.label}
            </span>
          ))}
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: rows out of sight are not drawn, which a table cannot say. */}
        <div role="rowgroup" className={styles.body} style={{ height: count * rowPx }}>
          {indexes.map((index) => {
            const one = openings[index];
            return (
              one && (
                <Row
                  key={openingId(one)}
                  id={`${id}-${index}`}
                  index={index}
                  topPx={index * rowPx}
                  opening={one}
                  lever={levers.get(one.leverId)}
                  ontology={ontology}
                  evidence={evidence.get(openingId(one)) ?? null}
                  isSelected={selectedIds.includes(one.entity.id)}
                  isOpen={openingId(one) === openId}
                  isActive={index === current}
                  onPoint={() => setActive(index)}
                  onOpen={onOpen}
                />
              )
            );
          })}
        </div>
      </div>
      <p id={`${id}-why`} className={styles.why}>
        {opening && <Why opening={opening} place={current + 1} />}
      </p>
    </div>
  );
}

/** Ticks a record, or not any more: the selection is the same everywhere. */
function tick({ entity }: Opening): void {
  pickRecords([entity.id], { ctrlKey: true, metaKey: false, shiftKey: false });
}

/** Why an opening stands where it does. */
function Why({ opening, place }: { readonly opening: Opening; readonly place: number }) {
  const { rank } = opening;
  return (
    <>
      <b>{rank ? `${place.toLocaleString('en-GB')}. ${rank.score} of 100.` : 'Not ranked.'}</b>{' '}
      {reasonSentence(opening)} {rank?.sentence ?? 'Protected people are never put in an order.'}
    </>
  );
}

interface RowProps {
  readonly id: string;
  readonly index: number;
  readonly topPx: number;
  readonly opening: Opening;
  readonly lever: Lever | undefined;
  readonly ontology: Ontology | null;
  readonly evidence: EvidenceState | null;
  readonly isSelected: boolean;
  readonly isOpen: boolean;
  readonly isActive: boolean;
  readonly onPoint: () => void;
  readonly onOpen: (opening: Opening) => void;
}

function Row(props: RowProps) {
  const { id, index, topPx, opening, lever, ontology, evidence } = props;
  const { entity } = opening;
  const { words, tone } = caseOf(opening);
  const gap = nextGap(opening, lever, evidence);
  const lines = evidence?.lines ?? lever?.evidence.length ?? 0;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the keyboard.
    // biome-ignore lint/a11y/useSemanticElements: rows out of sight are not drawn, which a table cannot say.
    <div
      id={id}
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      aria-selected={props.isSelected}
      className={styles.row}
      data-is-open={props.isOpen}
      data-is-active={props.isActive}
      style={{ transform: `translateY(${topPx}px)` }}
      onClick={(event) => {
        props.onPoint();
        const isTick = event.target instanceof Element && event.target.closest(`.${styles.tick}`);
        if (isTick || event.ctrlKey || event.metaKey) tick(opening);
        else props.onOpen(opening);
      }}
    >
      <Cell look="tick">
        <span className="visually-hidden">{props.isSelected ? 'Selected' : 'Not selected'}</span>
      </Cell>
      <Cell look="record" title={entity.label}>
        <EntityMark
          colour={ontology ? baseKindOf(ontology, entity.kind) : entity.kind}
          shape={(ontology && kindOf(ontology, entity.kind)?.shape) ?? 'dot'}
          isProtected={entity.isProtected}
        />
        <b>{entity.isProtected ? entity.reference : entity.label}</b>
      </Cell>
      <Cell title={opening.title}>{opening.title}</Cell>
      <Cell look="case" tone={tone}>
        {words}
      </Cell>
      <Cell>
        {evidence ? `${evidence.held} of ${lines}` : `– of ${lines}`}
        {!evidence && <span className="visually-hidden">, nobody has begun</span>}
      </Cell>
      <Cell look="number">
        {opening.cutOff === null ? (
          <>
            <span aria-hidden="true">–</span>
            <span className="visually-hidden">Not reckoned</span>
          </>
        ) : (
          opening.cutOff.toLocaleString('en-GB')
        )}
      </Cell>
      <Cell look="number">{usualWords(opening.usualDays)}</Cell>
      <Cell>{lever && COST_WORDS[lever.costBand.band]}</Cell>
      <Cell title={gap} look="quiet">
        {gap}
      </Cell>
    </div>
  );
}

function Cell(props: {
  readonly title?: string;
  readonly look?: 'tick' | 'record' | 'case' | 'number' | 'quiet';
  readonly tone?: string;
  readonly children: ReactNode;
}) {
  const { title, look, tone, children } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: as its row.
    <span
      role="gridcell"
      tabIndex={-1}
      title={title}
      data-tone={tone}
      className={look && styles[look]}
    >
      {children}
    </span>
  );
}
