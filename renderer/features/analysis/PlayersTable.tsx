import { Gavel } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { FLAG_MEANING } from '../../../shared/domain/lever.ts';
import { baseKindOf, kindOf, type Ontology } from '../../../shared/domain/ontology.ts';
import { pickRecords } from '../../store/pick.ts';
import { useStore } from '../../store/store.ts';
import { LeverChip } from '../../ui/Chip.tsx';
import { EntityMark } from '../../ui/EntityMark.tsx';
import { useRowHeight } from '../../ui/use-row-height.ts';
import { useVisibleRows } from '../../ui/use-visible-rows.ts';
import styles from './analysis.module.css';
import { LABEL_WORDS, type Player, rankWords } from './players.ts';
import { SignMark } from './SignMark.tsx';
import { ValueBar } from './ValueBar.tsx';
import { valueWords } from './value-words.ts';

interface PlayersTableProps {
  readonly label: string;
  /** Name of the measure, as the head of its column has it. */
  readonly measureName: string;
  /** Undefined: not read yet. */
  readonly players: readonly (Player | undefined)[];
  /** What fills a whole bar: the highest of all, not only of those listed. */
  readonly most: number;
  readonly ontology: Ontology;
  /** Changes where the list is another one. */
  readonly listKey: string;
  /** Called with the rows that are in sight. */
  readonly onLook: (first: number, last: number) => void;
  readonly onExplain: (id: string) => void;
}

const HEAD_EXTRA_PX = 4;

/** Key players as rows: any number of them, as only those in sight are drawn. One selection with the map. */
export function PlayersTable(props: PlayersTableProps) {
  const { label, measureName, players, listKey, onLook, onExplain } = props;
  const id = useId();
  const scroll = useRef<HTMLDivElement>(null);
  const [rowPx, probe] = useRowHeight();
  const [active, setActive] = useState(0);
  const selectedIds = useStore((state) => state.selectedIds);
  const primaryId = useStore((state) => state.primaryId);
  const count = players.length;
  const { first, last, scrollTo } = useVisibleRows(scroll, {
    count,
    rowPx,
    headPx: rowPx + HEAD_EXTRA_PX,
  });
  const current = Math.max(0, Math.min(active, count - 1));
  const player = players[current];
  const selected = new Set(selectedIds);

  useEffect(() => onLook(first, last), [onLook, first, last]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins at its top.
  useEffect(() => {
    scroll.current?.scrollTo({ top: 0 });
    setActive(0);
  }, [listKey]);

  // What is selected on the map is brought into sight here.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when something else is selected, or another list comes.
  useEffect(() => {
    const at = primaryId === null ? -1 : players.findIndex((one) => one?.id === primaryId);
    if (at === -1) return;
    setActive(at);
    scrollTo(at);
  }, [primaryId, listKey]);

  function go(row: number): void {
    const next = Math.max(0, Math.min(count - 1, row));
    setActive(next);
    scrollTo(next);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor((scroll.current?.clientHeight ?? 200) / rowPx) - 2);
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
    else if (event.key === 'Enter' && player) onExplain(player.id);
    else if (event.key === ' ' && player)
      pickRecords([player.id], { ...event, ctrlKey: true, metaKey: false, shiftKey: false });
    else return;
    event.preventDefault();
    event.stopPropagation();
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
        data-keys="map"
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        {/* biome-ignore lint/a11y/useSemanticElements: as above. */}
        <div className={styles.gridHead} role="row" aria-rowindex={1} tabIndex={-1}>
          <Head title="Rank among all that were measured. Equal values share a rank.">
            <abbr title="Rank">#</abbr>
          </Head>
          <Head>Record</Head>
          <Head title="The bar is the value; the line across it is where it lies if links are missing.">
            {measureName}
          </Head>
          <Head title="How often it stays in the top three when links are left out by chance.">
            How sure
          </Head>
          <Head>Why it ranks here</Head>
          <Head>Levers</Head>
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: as above. */}
        <div role="rowgroup" className={styles.body} style={{ height: count * rowPx }}>
          {indexes.map((index) => {
            const one = players[index];
            return (
              one && (
                <Row
                  key={one.id}
                  id={`${id}-${index}`}
                  index={index}
                  topPx={index * rowPx}
                  player={one}
                  most={props.most}
                  measureName={measureName}
                  ontology={props.ontology}
                  isSelected={selected.has(one.id)}
                  isActive={index === current}
                  onPoint={() => setActive(index)}
                  onExplain={onExplain}
                />
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}

function Head({ title, children }: { readonly title?: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: as its row.
    <span role="columnheader" tabIndex={-1} title={title}>
      {children}
    </span>
  );
}

interface RowProps {
  readonly id: string;
  readonly index: number;
  readonly topPx: number;
  readonly player: Player;
  readonly most: number;
  readonly measureName: string;
  readonly ontology: Ontology;
  readonly isSelected: boolean;
  readonly isActive: boolean;
  readonly onPoint: () => void;
  readonly onExplain: (id: string) => void;
}

function Row(props: RowProps) {
  const { player, ontology } = props;
  const { doubt } = player;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the keyboard.
    // biome-ignore lint/a11y/useSemanticElements: rows out of sight are not drawn, which a table cannot say.
    <div
      id={props.id}
      role="row"
      tabIndex={-1}
      aria-rowindex={props.index + 2}
      aria-selected={props.isSelected}
      className={styles.row}
      data-is-active={props.isActive}
      style={{ transform: `translateY(${props.topPx}px)` }}
      onClick={(event) => {
        props.onPoint();
        pickRecords([player.id], event);
      }}
    >
      <Cell look="rank" title={rankWords(player)}>
        {player.rank.toLocaleString('en-GB')}
        {player.isTied ? '=' : ''}
        <span className="visually-hidden">{`, ${rankWords(player)}`}</span>
      </Cell>
      <Cell look="record" title={player.label}>
        <EntityMark
          colour={baseKindOf(ontology, player.kind)}
          shape={kindOf(ontology, player.kind)?.shape ?? 'dot'}
        />
        <b>{player.label}</b>
        <span className="visually-hidden">, {kindOf(ontology, player.kind)?.label}</span>
        <SignMark entityId={player.id} />
      </Cell>
      <Cell look="measured">
        <ValueBar value={player.value} interval={doubt} most={props.most} />
        <button
          type="button"
          tabIndex={-1}
          className={styles.number}
          aria-label={`${props.measureName} ${valueWords(player.value)}: what it means and what it rests on`}
          onClick={(event) => {
            event.stopPropagation();
            props.onPoint();
            props.onExplain(player.id);
          }}
        >
          {valueWords(player.value)}
        </button>
      </Cell>
      <Cell look="label" tone={doubt?.label} title={doubt ? LABEL_WORDS[doubt.label].long : ''}>
        {doubt ? LABEL_WORDS[doubt.label].short : '…'}
      </Cell>
      <Cell look="why" title={player.why}>
        {player.why}
      </Cell>
      <Cell>
        {player.levers > 0 && (
          <LeverChip
            count={player.levers}
            meaning={FLAG_MEANING}
            icon={<Gavel size={11} aria-hidden="true" />}
            isQuiet
          />
        )}
      </Cell>
    </div>
  );
}

function Cell(props: {
  readonly look?: 'rank' | 'record' | 'measured' | 'label' | 'why';
  readonly title?: string;
  readonly tone?: string | undefined;
  readonly children: ReactNode;
}) {
  const { look, title, tone, children } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: as its row.
    <span
      role="gridcell"
      tabIndex={-1}
      title={title}
      data-label={tone}
      className={look && styles[look]}
    >
      {children}
    </span>
  );
}
