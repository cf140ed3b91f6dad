import { MOST_DRAWN } from '../../../shared/overview/limits.ts';
import { api } from '../../api/api.ts';
import { useStore } from '../../store/store.ts';
import type { MapSession } from './map-session.ts';
import { nameAct } from './map-words.ts';

/** Neighbours brought in at a time, and records expanded at once. */
const EXPAND_LIMIT = 40;
const EXPAND_AT_ONCE = 10;

/** What a person can do with records of the map. Each act is saved, and so undone, by its name. */
export interface MapActs {
  /** Brings records onto the map, or into view where they are on it already. */
  show(ids: readonly string[]): void;
  expand(ids: readonly string[]): void;
  /** Whether neighbours were brought in around this record that can be put away again. */
  canCollapse(id: string): boolean;
  collapse(ids: readonly string[]): void;
  hide(ids: readonly string[]): void;
  /** Brings back what was hidden by hand or by kind. */
  showPutAway(): void;
  togglePins(ids: readonly string[]): void;
  layOut(): void;
  /** Records were dragged, or nudged by a key that may be held. */
  /** Moves records by so many pixels of the screen, and pins them there. */
  moveBy(ids: readonly string[], dx: number, dy: number, isRepeated: boolean): void;
  noteMoved(ids: readonly string[], isRepeated: boolean): void;
}

/** The acts on a session's map. */
export function createMapActs(session: MapSession): MapActs {
  const { canvas, layout, saver } = session;
  const { model } = canvas;
  /** What each expansion brought. */
  const expansions = new Map<string, readonly string[]>();

  function onMap(ids: readonly string[]): readonly string[] {
    return ids.filter((id) => model.graph.hasNode(id));
  }

  function labelsOf(ids: readonly string[]): readonly string[] {
    return onMap(ids).map((id) => model.graph.getNodeAttribute(id, 'label'));
  }

  function remove(ids: readonly string[], actName: string): void {
    layout.stop();
    model.remove(ids);
    saver.save(actName);
  }

  function bringIntoView(ids: readonly string[]): void {
    for (const id of ids) {
      const { kind } = model.graph.getNodeAttributes(id);
      if (model.hiddenKinds.has(kind)) model.toggleKind(kind);
    }
    const [only] = ids;
    if (ids.length === 1 && only !== undefined) canvas.centreOn(only);
    else canvas.reveal(ids);
  }

  function show(ids: readonly string[]): void {
    if (ids.length > MOST_DRAWN) {
      // Nobody reads so many at once: their communities stand for them.
      useStore.getState().openOverview(ids);
      return;
    }
    session.read(async () => {
      if (onMap(ids).length === ids.length) return () => bringIntoView(ids);
      const answer = await api.graph.among({ ids: [...new Set([...model.graph.nodes(), ...ids])] });
      return () => {
        const labels = answer.nodes.filter(({ id }) => ids.includes(id)).map(({ label }) => label);
        session.add(answer, nameAct('Show', labels), ids);
      };
    });
  }

  function expand(ids: readonly string[]): void {
    for (const id of ids.slice(0, EXPAND_AT_ONCE)) {
      session.read(async () => {
        const [label] = labelsOf([id]);
        if (label === undefined) return null;
        if (model.graph.getNodeAttribute(id, 'hiddenNeighbours') === 0) {
          useStore.getState().say(`Everything linked to ${label} is on the map.`);
          return null;
        }
        const shownIds = model.graph.nodes();
        const answer = await api.graph.expand({ id, shownIds, limit: EXPAND_LIMIT });
        return () => {
          const added = session.add(answer, nameAct('Show neighbours of', [label]), [id]);
          expansions.set(id, [...(expansions.get(id) ?? []), ...added]);
        };
      });
    }
  }

  return {
    show,
    expand,
    canCollapse: (id) => onMap(expansions.get(id) ?? []).length > 0,
    collapse(ids) {
      for (const id of onMap(ids)) {
        const brought = onMap(expansions.get(id) ?? []).filter((one) => !model.pinnedIds.has(one));
        expansions.delete(id);
        if (brought.length > 0) remove(brought, nameAct('Put away neighbours of', labelsOf([id])));
      }
    },
    hide(ids) {
      const shown = onMap(ids);
      const labels = labelsOf(shown);
      if (shown.length === 0) return;
      session.setPutAway([...new Set([...session.state.putAwayIds, ...shown])]);
      remove(shown, nameAct('Hide', labels));
      const words =
        shown.length === 1 ? `${labels[0]} is hidden.` : `${shown.length} records are hidden.`;
      useStore.getState().say(words, { canUndo: true });
    },
    showPutAway() {
      const { putAwayIds } = session.state;
      model.showAllKinds();
      session.setPutAway([]);
      if (putAwayIds.length > 0) show(putAwayIds);
    },
    togglePins(ids) {
      const shown = onMap(ids);
      if (shown.length === 0) return;
      const isPinned = !shown.every((id) => model.pinnedIds.has(id));
      model.setPinned(shown, isPinned);
      saver.save(nameAct(isPinned ? 'Pin' : 'Unpin', labelsOf(shown)));
    },
    layOut: () =>
      layout.arrange({
        mode: 'all',
        fixedIds: new Set(model.pinnedIds),
        onEnd: () => saver.save('Lay out the map'),
      }),
    moveBy(ids, dx, dy, isRepeated) {
      const shown = onMap(ids);
      const { zoom } = canvas.projection;
      layout.stop();
      model.move(
        new Map(
          shown.map((id) => {
            const { x, y } = model.graph.getNodeAttributes(id);
            return [id, { x: x + dx / zoom, y: y - dy / zoom }];
          }),
        ),
      );
      model.setPinned(shown, true);
      saver.save(nameAct('Move', labelsOf(shown)), { isRepeated });
    },
    noteMoved(ids, isRepeated) {
      layout.stop();
      saver.save(nameAct('Move', labelsOf(ids)), { isRepeated });
    },
  };
}
