import type { CSSProperties } from 'react';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { kindOf, type Ontology, termFor } from '../../../shared/domain/ontology.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import type { Canvas } from '../../canvas/canvas.ts';
import { useCanvas } from '../../canvas/canvas-context.ts';
import { LinkPointerController, type PointedLink } from '../../canvas/LinkPointerController.tsx';
import { nodeScaleAt } from '../../canvas/viewport.ts';
import { useStore } from '../../store/store.ts';
import styles from './hover.module.css';
import { CERTAINTY_WORDS, gradeOfLink, whenWords } from './hover-words.ts';

/** What the pointer or the cursor is at. */
type Pointed =
  | { readonly type: 'record'; readonly id: string }
  | ({ readonly type: 'link' } & PointedLink);

const DWELL_MS = 380;
/** Passing from a record to its link is no reason to blink. */
const LINGER_MS = 90;
const MOST_FACTS = 4;
const EDGE_PX = 8;
const GAP_PX = 14;

function isSame(one: Pointed | null, other: Pointed | null): boolean {
  return one?.type === other?.type && one?.id === other?.id;
}

/** What is pointed at, once the pointer has stayed there; gone as soon as something is dragged or the map moves. */
function useDwell(canvas: Canvas, visitedId: string | null) {
  const [settled, setSettled] = useState<Pointed | null>(null);
  const latest = useRef<Pointed | null>(null);
  const timer = useRef(0);

  const point = useCallback((pointed: Pointed | null) => {
    if (isSame(pointed, latest.current)) return;
    latest.current = pointed;
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(
      () => setSettled(pointed),
      pointed === null ? LINGER_MS : DWELL_MS,
    );
  }, []);

  const drop = useCallback(() => {
    window.clearTimeout(timer.current);
    latest.current = null;
    setSettled(null);
  }, []);

  useEffect(() => {
    const { sigma, model } = canvas;
    const captor = sigma.getMouseCaptor();
    const enter = ({ node }: { readonly node: string }) => {
      if (!captor.isMouseDown) point({ type: 'record', id: node });
    };
    const leave = () => point(null);
    sigma.on('enterNode', enter);
    sigma.on('leaveNode', leave);
    captor.on('mousedown', drop);
    sigma.getCamera().on('updated', drop);
    const stop = model.subscribe((change) => {
      if (change === 'positions') drop();
    });
    return () => {
      window.clearTimeout(timer.current);
      sigma.off('enterNode', enter);
      sigma.off('leaveNode', leave);
      captor.off('mousedown', drop);
      sigma.getCamera().off('updated', drop);
      stop();
    };
  }, [canvas, point, drop]);

  // The cursor of the keyboard stays where it is put: no need to wait longer for it.
  useEffect(
    () => point(visitedId === null ? null : { type: 'record', id: visitedId }),
    [point, visitedId],
  );

  return { settled, point };
}

function RecordCard({ ontology, id }: { readonly ontology: Ontology; readonly id: string }) {
  const { model } = useCanvas();
  const revision = useStore((state) => state.revision);
  const node = model.graph.getNodeAttributes(id);
  const kind = kindOf(ontology, node.kind);
  const detail = useApi(
    async () => (node.isProtected || node.group ? null : api.entity.get({ id })),
    [id, revision],
  );
  const role = node.role && (termFor(ontology, 'roles', node.role)?.label ?? node.role);
  const levers = node.levers && node.levers.strong + node.levers.indicative;
  const links = node.group
    ? model.graph
        .mapEdges(id, (_edge, { mergedCount }) => mergedCount ?? 0)
        .reduce((sum, count) => sum + count, 0)
    : model.degreeOf(id);
  const facts =
    detail.status === 'ready' && detail.value
      ? [...detail.value.facts, ...detail.value.intelligence]
          .filter(
            ({ field, isCurrent, type }) =>
              isCurrent && field !== 'name' && field !== 'role' && type !== 'long-text',
          )
          .filter(({ field }, index, all) => all.findIndex((one) => one.field === field) === index)
          .slice(0, MOST_FACTS)
      : [];
  return (
    <>
      <b>{node.label}</b>
      <p>
        {node.isProtected
          ? 'Protected. What is known is withheld here.'
          : node.group
            ? `Group of ${node.group.count}: ${node.group.kinds.map(({ label, count }) => `${count} ${label}`).join(', ')}`
            : [kind?.label ?? node.kind, role].filter(Boolean).join(', ')}
      </p>
      {facts.length > 0 && (
        <dl>
          {facts.map(({ field, label, display }) => (
            <div key={field}>
              <dt>{label}</dt>
              <dd>{display}</dd>
            </div>
          ))}
        </dl>
      )}
      {!node.isProtected && (
        <p className={styles.counts}>
          {[
            `${links} ${links === 1 ? 'link' : 'links'}`,
            node.hiddenNeighbours > 0 && `${node.hiddenNeighbours} more not on the map`,
            levers !== null &&
              (levers === 0
                ? 'no levers flagged'
                : `${levers} ${levers === 1 ? 'lever' : 'levers'}`),
          ]
            .filter(Boolean)
            .join(', ')}
        </p>
      )}
    </>
  );
}

function LinkCard({ id }: { readonly id: string }) {
  const { model } = useCanvas();
  const revision = useStore((state) => state.revision);
  const detail = useApi(() => api.graph.linkDetails({ ids: [id] }), [id, revision]);
  const { label, certainty } = model.graph.getEdgeAttributes(id);
  const [source, target] = model.graph
    .extremities(id)
    .map((node) => model.graph.getNodeAttribute(node, 'label'));
  const known = detail.status === 'ready' ? detail.value[0] : undefined;
  const when = known && whenWords(known);
  return (
    <>
      <b>{`${source}: ${label} ${target}`}</b>
      <p>{CERTAINTY_WORDS[certainty]}</p>
      {known && (
        <p className={styles.counts}>
          {[
            gradeOfLink(known),
            when,
            known.amount !== null && `Amount ${known.amount.toLocaleString('en-GB')}`,
            known.sourceName,
          ]
            .filter(Boolean)
            .join('. ')}
        </p>
      )}
    </>
  );
}

function isOnMap(canvas: Canvas, pointed: Pointed): boolean {
  const { graph } = canvas.model;
  return pointed.type === 'record' ? graph.hasNode(pointed.id) : graph.hasEdge(pointed.id);
}

/** Beside what is pointed at, in pixels of the canvas. */
function anchorOf(canvas: Canvas, pointed: Pointed): { readonly x: number; readonly y: number } {
  if (pointed.type === 'link') return { x: pointed.x + GAP_PX, y: pointed.y + GAP_PX };
  const { x, y } = canvas.model.graph.getNodeAttributes(pointed.id);
  const reach = canvas.radiusOf(pointed.id) * nodeScaleAt(canvas.projection.zoom) + GAP_PX;
  return {
    x: canvas.projection.toScreenX(x) + reach,
    y: canvas.projection.toScreenY(y) + reach * 0.4,
  };
}

/** What is under the pointer or the cursor, in short, once it has stayed there. */
export function HoverCard(props: {
  readonly ontology: Ontology;
  /** The record that the keyboard's cursor is at without having selected it. */
  readonly visitedId: string | null;
}) {
  const { ontology, visitedId } = props;
  const canvas = useCanvas();
  const { settled, point } = useDwell(canvas, visitedId);
  const card = useRef<HTMLDivElement>(null);
  const [shift, setShift] = useState({ x: 0, y: 0 });
  const onPointLink = useCallback(
    (link: PointedLink | null) => {
      if (link) point({ type: 'link', ...link });
      else if (canvas.emphasis.hoveredId === null) point(null);
    },
    [canvas, point],
  );
  const shown = settled && isOnMap(canvas, settled) ? settled : null;
  const anchor = shown && anchorOf(canvas, shown);

  useLayoutEffect(() => {
    const element = card.current;
    if (!element || !anchor) return;
    const { width, height } = canvas.sigma.getDimensions();
    const x = Math.min(0, width - EDGE_PX - anchor.x - element.offsetWidth);
    const y = Math.min(0, height - EDGE_PX - anchor.y - element.offsetHeight);
    setShift((last) => (last.x === x && last.y === y ? last : { x, y }));
  });

  return (
    <>
      <LinkPointerController onPoint={onPointLink} />
      {shown && anchor && (
        <div
          ref={card}
          className={styles.card}
          role="tooltip"
          style={{ left: anchor.x + shift.x, top: anchor.y + shift.y } as CSSProperties}
        >
          {shown.type === 'record' ? (
            <RecordCard key={shown.id} ontology={ontology} id={shown.id} />
          ) : (
            <LinkCard key={shown.id} id={shown.id} />
          )}
        </div>
      )}
    </>
  );
}
