import { Grid3x3 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Subgraph } from '../../../shared/api/graph.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import lens from '../../ui/Lens.module.css';
import { EmptyState, FailedState, LoadingState } from '../../ui/State.tsx';
import { Toolbar } from '../../ui/Toolbar.tsx';
import { MatrixGrid } from './MatrixGrid.tsx';
import { MatrixTable } from './MatrixTable.tsx';
import styles from './matrix.module.css';
import {
  blocksOf,
  createMatrixModel,
  MATRIX_ORDERS,
  type MatrixBlock,
  type MatrixCommunity,
  type MatrixModel,
  type MatrixOrder,
  orderNodes,
} from './matrix-model.ts';
import { linkCount } from './matrix-words.ts';

/** More rows than these cannot be told apart on a screen. */
const MOST_ROWS = 1000;
const NO_COMMUNITIES: readonly MatrixCommunity[] = [];
const ORDER_WORDS: Readonly<Record<MatrixOrder, string>> = {
  cluster: 'Cluster',
  community: 'Community',
  kind: 'Kind',
  name: 'Name',
  links: 'Most links',
};

/** The links among what is on the map, as rows and columns. */
export function MatrixLens({ lenses }: { readonly lenses: ReactNode }) {
  const [isOfSelection, setIsOfSelection] = useState(false);
  const [order, setOrder] = useState<MatrixOrder>('cluster');
  const [look, setLook] = useState<'matrix' | 'table'>('matrix');
  const revision = useStore((state) => state.revision);
  const shownIds = useStore((state) => state.shownIds);
  const selectedIds = useStore((state) => state.selectedIds);
  // The selection is taken as it stood: it must not change below the hand that picks a cell.
  const [takenIds, setTakenIds] = useState<readonly string[]>([]);
  const asked = isOfSelection ? takenIds : shownIds;
  const ids = useMemo(() => asked.slice(0, MOST_ROWS), [asked]);
  const graph = useApi(() => api.graph.among({ ids: [...ids] }), [ids, revision]);
  const leftOut = asked.length - ids.length;

  function take(scope: 'shown' | 'selected'): void {
    setTakenIds(selectedIds);
    setIsOfSelection(scope === 'selected');
  }

  return (
    <section className={lens.lens} aria-label="Matrix">
      <Toolbar label="Tools of the matrix">
        {lenses}
        <span className={lens.rule} aria-hidden="true" />
        <label className={lens.choose}>
          <span>Records</span>
          <select
            value={isOfSelection ? 'selected' : 'shown'}
            onChange={(event) => take(event.target.value as 'shown' | 'selected')}
          >
            <option value="shown">On the map</option>
            <option value="selected">{`Selected (${(isOfSelection ? takenIds : selectedIds).length.toLocaleString('en-GB')})`}</option>
          </select>
        </label>
        <label className={lens.choose}>
          <span>Order</span>
          <select value={order} onChange={(event) => setOrder(event.target.value as MatrixOrder)}>
            {MATRIX_ORDERS.map((each) => (
              <option key={each} value={each}>
                {ORDER_WORDS[each]}
              </option>
            ))}
          </select>
        </label>
        <label className={lens.choose}>
          <span>As</span>
          <select
            value={look}
            onChange={(event) => setLook(event.target.value as 'matrix' | 'table')}
          >
            <option value="matrix">Matrix</option>
            <option value="table">Table</option>
          </select>
        </label>
      </Toolbar>
      {ids.length === 0 ? (
        <EmptyState
          title={isOfSelection ? 'Nothing was selected' : 'There is nothing on this map yet'}
          icon={<Grid3x3 size={28} aria-hidden="true" />}
        >
          {isOfSelection
            ? 'Select records, then choose them above.'
            : 'Show records on the map to see who is linked to whom.'}
        </EmptyState>
      ) : graph.status === 'loading' ? (
        <LoadingState>Reading links</LoadingState>
      ) : graph.status === 'failed' ? (
        <FailedState message={graph.error.message} retry={graph.retry} />
      ) : (
        <MatrixBody
          key={isOfSelection ? takenIds.join() : 'shown'}
          graph={graph.value}
          order={order}
          look={look}
        />
      )}
      {leftOut > 0 && (
        <p className={lens.note} role="status">
          {`The first ${MOST_ROWS.toLocaleString('en-GB')} of ${asked.length.toLocaleString('en-GB')} records are drawn. ${leftOut.toLocaleString('en-GB')} are left out.`}
          {!isOfSelection && selectedIds.length > 0 && (
            <Button
              onClick={() => take('selected')}
            >{`Draw the ${selectedIds.length.toLocaleString('en-GB')} selected`}</Button>
          )}
          {!isOfSelection && selectedIds.length === 0 && ' Select records to draw them alone.'}
        </p>
      )}
    </section>
  );
}

interface MatrixBodyProps {
  readonly graph: Subgraph;
  readonly order: MatrixOrder;
  readonly look: 'matrix' | 'table';
}

function MatrixBody({ graph, order, look }: MatrixBodyProps) {
  const sieves = useStore((state) => state.sieves);
  const isRemoving = useStore((state) => state.sieveMode === 'remove');
  const passes = useCallback(
    (what: 'entityIds' | 'relationIds', id: string) =>
      Object.values(sieves).every((sieve) => !sieve?.[what] || sieve[what].has(id)),
    [sieves],
  );
  const model = useMemo(() => {
    if (!isRemoving) return createMatrixModel(graph);
    return createMatrixModel({
      nodes: graph.nodes.filter(({ id }) => passes('entityIds', id)),
      edges: graph.edges.filter(({ id }) => passes('relationIds', id)),
    });
  }, [graph, isRemoving, passes]);
  const communities = useStore((state) => state.communities);
  const askCommunities = useStore((state) => state.askCommunities);
  const isByCommunity = order === 'community';
  useEffect(() => {
    if (isByCommunity) askCommunities({});
  }, [isByCommunity, askCommunities]);
  const taken = isByCommunity ? communities : NO_COMMUNITIES;
  const places = useMemo(() => orderNodes(model, order, taken), [model, order, taken]);
  const blocks = useMemo(
    () => (taken.length > 0 ? blocksOf(model, places, taken) : []),
    [model, places, taken],
  );
  const isFaint = useCallback(
    (place: number) => !passes('entityIds', model.nodes[place]?.id ?? ''),
    [passes, model],
  );
  const isEdgeFaint = useCallback((id: string) => !passes('relationIds', id), [passes]);
  const linked = model.cells.size;
  const links = [...model.cells.values()].reduce((sum, { edges }) => sum + edges.length, 0);
  if (model.nodes.length === 0)
    return (
      <EmptyState title="The filter leaves nothing">
        Change the filter, or let it fade instead of remove.
      </EmptyState>
    );
  return (
    <>
      {look === 'table' ? (
        <MatrixTable model={model} order={places} />
      ) : (
        <MatrixGrid
          model={model}
          order={places}
          blocks={blocks}
          isFaint={isFaint}
          isEdgeFaint={isEdgeFaint}
        />
      )}
      <div className={lens.note}>
        <span>{`${model.nodes.length.toLocaleString('en-GB')} records, ${linkCount(links)} in ${linked.toLocaleString('en-GB')} ${linked === 1 ? 'pair' : 'pairs'}.`}</span>
        {isByCommunity && communities.length === 0 && (
          <span role="status">Communities are being looked for.</span>
        )}
        {look === 'matrix' && <Key />}
      </div>
      {blocks.length > 1 && <Blocks blocks={blocks} model={model} order={places} />}
    </>
  );
}

/** The communities along the rows; one that is chosen is selected, here and on the map. */
function Blocks({
  blocks,
  model,
  order,
}: {
  readonly blocks: readonly MatrixBlock[];
  readonly model: MatrixModel;
  readonly order: readonly number[];
}) {
  const select = useStore((state) => state.select);
  return (
    <ul className={styles.blocks} aria-label="Communities, in the order of the rows">
      {blocks.map(({ first, count, name }) =>
        name === null ? null : (
          <li key={first}>
            <button
              type="button"
              onClick={() =>
                select(
                  order.slice(first, first + count).map((place) => model.nodes[place]?.id ?? ''),
                )
              }
            >
              {`${name} · ${count.toLocaleString('en-GB')}`}
            </button>
          </li>
        ),
      )}
    </ul>
  );
}

/** What the cells mean. */
function Key() {
  return (
    <ul className={styles.key} aria-label="What the cells mean">
      <li>
        <i className={styles.confirmed} aria-hidden="true" />
        Confirmed
      </li>
      <li>
        <i className={styles.reported} aria-hidden="true" />
        Reported
      </li>
      <li>
        <i className={styles.tentative} aria-hidden="true" />
        Tentative
      </li>
      <li>A number: several links</li>
    </ul>
  );
}
