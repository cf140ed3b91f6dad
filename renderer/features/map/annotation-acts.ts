import type { Annotation } from '../../../shared/domain/annotation.ts';
import type { Canvas } from '../../canvas/canvas.ts';
import type { Position } from '../../canvas/map-graph.ts';
import { useStore } from '../../store/store.ts';
import { nameAct } from './map-words.ts';

const NOTE = { widthPx: 190, heightPx: 76 };
const CALLOUT = { widthPx: 170, heightPx: 56, dxPx: 46, dyPx: -96 };
const MOST_FRAMED = 5000;

function add(annotation: Annotation, actName: string): string {
  const { annotations, changeDress } = useStore.getState();
  changeDress({ annotations: [...annotations, annotation] }, actName);
  return annotation.id;
}

/** Middle of the canvas, in map units. */
function middleOf({ projection, sigma }: Canvas): Position {
  const { width, height } = sigma.getDimensions();
  return {
    x: projection.toMapX(width / 2 - NOTE.widthPx / 2),
    y: projection.toMapY(height / 2 - NOTE.heightPx / 2),
  };
}

/** A new note at a place, else in the middle of what is seen; its id. */
export function addNote(canvas: Canvas, at: Position | null): string {
  const { x, y } = at ?? middleOf(canvas);
  return add(
    {
      type: 'note',
      id: crypto.randomUUID(),
      text: '',
      colour: 'amber',
      x: Math.round(x),
      y: Math.round(y),
      ...NOTE,
    },
    'Add a note',
  );
}

/** A new frame around the selected records on the map; null, and said why, where there are none. */
export function addFrame({ model }: Canvas): string | null {
  const { selectedIds, say } = useStore.getState();
  const memberIds = selectedIds.filter((id) => model.graph.hasNode(id)).slice(0, MOST_FRAMED);
  if (memberIds.length === 0) {
    say('Select the records that the frame goes around.', { tone: 'warning' });
    return null;
  }
  const labels = memberIds.map((id) => model.graph.getNodeAttribute(id, 'label'));
  return add(
    {
      type: 'frame',
      id: crypto.randomUUID(),
      text: 'Frame',
      colour: 'teal',
      memberIds,
      padding: 40,
    },
    nameAct('Frame', labels),
  );
}

/** What a new callout points at: the selected link, else the link between two selected records, else the one selected last. */
function targetOfSelection({
  model,
}: Canvas): Extract<Annotation, { type: 'callout' }>['target'] | null {
  const { selectedIds, primaryId, primaryRelationId } = useStore.getState();
  if (primaryRelationId !== null && model.graph.hasEdge(primaryRelationId)) {
    return { type: 'relation', id: primaryRelationId };
  }
  const [one, other] = selectedIds;
  if (
    selectedIds.length === 2 &&
    one &&
    other &&
    model.graph.hasNode(one) &&
    model.graph.hasNode(other)
  ) {
    const link = model.graph.edges(one, other)[0] ?? model.graph.edges(other, one)[0];
    if (link) return { type: 'relation', id: link };
  }
  return primaryId !== null && model.graph.hasNode(primaryId)
    ? { type: 'entity', id: primaryId }
    : null;
}

/** A new callout beside what is selected; null, and said why, where nothing is. */
export function addCallout(canvas: Canvas): string | null {
  const target = targetOfSelection(canvas);
  if (!target) {
    const words =
      'Select the record that the callout points at, or two records for the link between them.';
    useStore.getState().say(words, { tone: 'warning' });
    return null;
  }
  return add(
    { type: 'callout', id: crypto.randomUUID(), text: '', colour: 'blue', target, ...CALLOUT },
    'Add a callout',
  );
}
