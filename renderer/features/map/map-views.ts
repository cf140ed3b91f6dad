import type { Subgraph } from '../../../shared/api/graph.ts';
import { api } from '../../api/api.ts';
import type { Canvas } from '../../canvas/canvas.ts';
import type { Position } from '../../canvas/map-graph.ts';
import { moveSmoothly } from '../../canvas/motion.ts';
import type { MapCamera } from '../../canvas/viewport.ts';
import { useStore } from '../../store/store.ts';
import type { MapLayout } from './map-layout.ts';
import { type MapReading, readingStep, readMap } from './map-reading.ts';
import type { MapSession, MapState } from './map-session.ts';
import type { Reading } from './reading-queue.ts';
import type { ViewSaver } from './view-saver.ts';
import { viewStateOf } from './view-state.ts';

/** What views ask of the map that they are views of. */
interface ViewedMap {
  readonly canvas: Canvas;
  readonly layout: MapLayout;
  readonly saver: ViewSaver;
  readonly state: () => MapState;
  read(reading: Reading, step?: string): void;
  ready(answer: Subgraph): Promise<Subgraph>;
  take(reading: MapReading, camera?: MapCamera | null): void;
  tellPart(answer: Subgraph, reason: Subgraph['reason']): void;
}

/** What a map showed, to come back to. */
interface GlancedFrom {
  readonly ids: readonly string[];
  readonly places: ReadonlyMap<string, Position>;
  readonly pinnedIds: readonly string[];
  readonly camera: MapCamera;
}

/** Opening, keeping and looking back at what the map showed. */
export function viewReadings(
  map: ViewedMap,
): Pick<
  MapSession,
  'rereadView' | 'openView' | 'lookBack' | 'saveView' | 'lookAround' | 'endLookAround'
> {
  const { canvas, layout, saver, read, ready, take, tellPart, state } = map;
  const { model } = canvas;
  /** What the map showed before it was looked around a record; null: it is as it was left. */
  let before: GlancedFrom | null = null;

  function here(): GlancedFrom {
    return {
      ids: model.recordIds(),
      places: new Map(model.graph.mapNodes((id, { x, y }) => [id, { x, y }])),
      pinnedIds: [...model.pinnedIds],
      camera: canvas.cameraPlace(),
    };
  }

  return {
    lookAround: (id, ids) =>
      read(async ({ signal }) => {
        saver.flush();
        await saver.settled();
        const answer = await ready(await api.graph.among({ ids: [...ids] }, { signal }));
        return () => {
          before ??= here();
          layout.stop();
          model.setPins([]);
          const middle = model.graph.hasNode(id)
            ? model.graph.getNodeAttributes(id)
            : { x: 0, y: 0 };
          const added = answer.nodes.filter((node) => !model.graph.hasNode(node.id));
          const start = new Map(added.map((node) => [node.id, { x: middle.x, y: middle.y }]));
          model.replace(answer.nodes, answer.edges, start);
          tellPart(answer, 'chosen');
          layout.arrange({
            mode: 'all',
            shape: 'rings',
            focusId: id,
            fixedIds: new Set(),
            isQuiet: true,
          });
        };
      }, readingStep(ids.length)),
    endLookAround() {
      if (before === null) return;
      const { ids, places, pinnedIds, camera } = before;
      before = null;
      read(async () => {
        const answer = await ready(await api.graph.among({ ids: [...ids] }));
        return () => {
          layout.stop();
          const gone = [...places].filter(([id]) => !model.graph.hasNode(id));
          model.replace(answer.nodes, answer.edges, new Map(gone));
          model.setPins(pinnedIds);
          tellPart(answer, 'chosen');
          moveSmoothly(model, places, canvas.theme.moveMs);
          canvas.lookFrom(camera);
        };
      });
    },
    rereadView: () =>
      read(async ({ signal }) => {
        await saver.settled();
        if (saver.isKnown(await api.view.getWorking())) return null;
        // What was saved is shown without being asked for: it is not to be stopped.
        const found = await readMap({ signal, tell() {} });
        await ready(found.answer);
        return () => take(found);
      }),
    openView: (id) =>
      read(async ({ signal, tell }) => {
        saver.flush();
        await saver.settled();
        const { shownIds } = await api.view.get({ id }, { signal });
        tell(readingStep(shownIds.length));
        const answer = await ready(await api.graph.among({ ids: [...shownIds] }, { signal }));
        // What is shown is put in its place only once all of it was read: until then it can be stopped.
        signal.throwIfAborted();
        const saved = await api.view.restore({ id });
        return () => {
          const { setFilterText, setMeasureRange, setSieveMode, setOpenViewId } =
            useStore.getState();
          take({ saved, answer }, saved.camera);
          setFilterText(saved.filterText);
          // No view keeps one: it is drawn as it was kept.
          setMeasureRange(null);
          setSieveMode(saved.sieveMode);
          setOpenViewId(id);
        };
      }, 'Reading the view'),
    lookBack: ({ shownIds, places, camera }) =>
      read(async () => {
        const before = new Set(model.graph.nodes());
        const isSame = shownIds.length === before.size && shownIds.every((id) => before.has(id));
        const answer = isSame ? null : await ready(await api.graph.among({ ids: [...shownIds] }));
        return () => {
          layout.stop();
          if (answer) {
            model.replace(
              answer.nodes,
              answer.edges,
              new Map([...places].filter(([id]) => !before.has(id))),
            );
            tellPart(answer, 'chosen');
          }
          canvas.lookFrom(camera);
        };
      }),
    saveView: (id, name) =>
      read(async () => {
        saver.flush();
        await saver.settled();
        const kept = await api.view.save({
          id,
          name,
          state: viewStateOf(canvas, state()),
        });
        return () => {
          const { say, setOpenViewId } = useStore.getState();
          setOpenViewId(kept.id);
          say(id === null ? `View ${kept.name} is saved.` : `View ${kept.name} is updated.`, {
            canUndo: true,
          });
        };
      }),
  };
}
