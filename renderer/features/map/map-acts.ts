import { MOST_DRAWN } from '../../../shared/overview/limits.ts';
import { api } from '../../api/api.ts';
import type { Alignment, LayoutShape, SelectBy } from '../../store/map-request.ts';
import { useStore } from '../../store/store.ts';
import { align } from './align.ts';
import { broughtAlone, noteExpansion } from './expansion.ts';
import { createGroupActs, type GroupActs } from './group-acts.ts';
import { ALIGN_ACTS, layoutAct } from './layout-words.ts';
import { readingStep } from './map-reading.ts';
import type { MapSession } from './map-session.ts';
import { nameAct } from './map-words.ts';
import { findPasted, pasteWords, readPasted } from './pasted.ts';
import { selectBy } from './select-by.ts';

/** Neighbours brought in at a time, and records expanded at once. */
const EXPAND_LIMIT = 40;
const EXPAND_AT_ONCE = 10;

/** What records are told apart by inside the case. */
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Fewer selected records than these are not laid out by themselves. */
const LEAST_LAID_OUT = 3;

/** Copies as a person would by hand, so that what leaves by the clipboard is marked and cleared like all else. */
function copyText(text: string): void {
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  const isCopied = document.execCommand('copy');
  field.remove();
  const { say } = useStore.getState();
  if (isCopied) say(`${text} is copied.`);
  else say('The browser does not allow copying here.', { tone: 'failed' });
}

/** What a person can do with records of the map. Each act is saved, and so undone, by its name. */
export interface MapActs extends GroupActs {
  /** Brings records onto the map, or into view where they are on it already. */
  /** Shows records, those that are new at a place in map units, or where the layout finds room. */
  show(ids: readonly string[], at?: { readonly x: number; readonly y: number } | null): void;
  /** Brings the records onto the map that a text names, one a line, and selects them. */
  paste(text: string): void;
  /** Asks for the clipboard's text, which may be refused, and pastes it. */
  pasteFromClipboard(): void;
  expand(ids: readonly string[]): void;
  /** Whether neighbours were brought in around this record that can be put away again. */
  canCollapse(id: string): boolean;
  collapse(ids: readonly string[]): void;
  hide(ids: readonly string[]): void;
  /** Hides everything but these. */
  isolate(ids: readonly string[]): void;
  /** Brings back what was hidden by hand, by kind or by type of link. */
  showPutAway(): void;
  togglePins(ids: readonly string[]): void;
  copyReference(id: string): void;
  /** Lays out the map, or, where several records are selected, these alone. */
  layOut(shape?: LayoutShape): void;
  /** Ends a layout where it is. */
  stopLayout(): void;
  select(by: SelectBy): void;
  /** Lines records up, and pins them there. */
  align(ids: readonly string[], how: Alignment): void;
  /** Moves records by so many pixels of the screen, and pins them there. */
  moveBy(ids: readonly string[], dx: number, dy: number, isRepeated: boolean): void;
  /** Records were dragged, or nudged by a key that may be held. */
  noteMoved(ids: readonly string[], isRepeated: boolean): void;
}

/** The acts on a session's map. */
export function createMapActs(session: MapSession): MapActs {
  const { canvas, layout, saver } = session;
  const { model } = canvas;
  const standing = {
    isOnMap: (id: string) => model.graph.hasNode(id),
    isPinned: (id: string) => model.pinnedIds.has(id),
  };

  function onMap(ids: readonly string[]): readonly string[] {
    return ids.filter((id) => model.graph.hasNode(id));
  }

  /** The nodes that are drawn for these: closed groups stand for what is in them. */
  function standIns(ids: readonly string[]): readonly string[] {
    return [...new Set(onMap(ids).map(model.standIn))];
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
    if (ids.length === 1 && only !== undefined) canvas.centreOn(model.standIn(only));
    else canvas.reveal(ids);
  }

  function show(
    ids: readonly string[],
    at: { readonly x: number; readonly y: number } | null = null,
  ): void {
    if (ids.length > MOST_DRAWN) {
      // Nobody reads so many at once: their communities stand for them.
      useStore.getState().openOverview(ids);
      return;
    }
    session.read(async ({ signal }) => {
      if (onMap(ids).length === ids.length) return () => bringIntoView(ids);
      const all = [...new Set([...model.recordIds(), ...ids])];
      const answer = await api.graph.among({ ids: all }, { signal });
      await model.prepare('merge', answer.nodes, answer.edges);
      return () => {
        const asked = new Set(ids);
        const labels = answer.nodes.filter(({ id }) => asked.has(id)).map(({ label }) => label);
        session.add(answer, nameAct('Show', labels), ids, at);
      };
    }, readingStep(ids.length));
  }

  function paste(text: string): void {
    const { wanted, left } = readPasted(text);
    const { say, select } = useStore.getState();
    if (wanted.length === 0) {
      say('There is no text on the clipboard. Copy references or names, one a line, first.', {
        tone: 'warning',
      });
      return;
    }
    session.read(async ({ signal, tell }) => {
      const { ids, labels, missing } = await findPasted(wanted, {
        search: async (one, limit) =>
          UUID.test(one)
            ? api.entity.rows({ ids: [one] }, { signal })
            : (await api.entity.search({ text: one, limit }, { signal })).items,
        onProgress: (done) =>
          tell(`Finding records: ${Math.round((done / wanted.length) * 100)} per cent`),
      });
      if (ids.length === 0)
        return () =>
          say(
            'Nothing on the clipboard is a record of this case. References and whole names are found.',
            { tone: 'warning' },
          );
      const isThere = onMap(ids).length === ids.length;
      const all = [...new Set([...model.recordIds(), ...ids])];
      if (!isThere) tell(readingStep(ids.length));
      const answer = isThere ? null : await api.graph.among({ ids: all }, { signal });
      if (answer) await model.prepare('merge', answer.nodes, answer.edges);
      return () => {
        if (answer) session.add(answer, nameAct('Paste', labels), ids);
        else bringIntoView(ids);
        select(onMap(ids));
        say(pasteWords(ids.length, missing, left), { canUndo: answer !== null });
      };
    }, 'Finding records');
  }

  function expand(ids: readonly string[]): void {
    for (const id of ids.slice(0, EXPAND_AT_ONCE)) {
      session.read(async ({ signal, tell }) => {
        const [label] = labelsOf([id]);
        if (label === undefined) return null;
        if (model.graph.getNodeAttribute(id, 'hiddenNeighbours') === 0) {
          useStore.getState().say(`Everything linked to ${label} is on the map.`);
          return null;
        }
        tell(`Reading the neighbours of ${label}`);
        const shownIds = [...model.recordIds()];
        const answer = await api.graph.expand({ id, shownIds, limit: EXPAND_LIMIT }, { signal });
        await model.prepare('merge', answer.nodes, answer.edges);
        return () => {
          const added = session.add(answer, nameAct('Show neighbours of', [label]), [id]);
          session.keep({
            expansions: noteExpansion(session.state.expansions, id, {
              addedIds: added,
              neighbourIds: model.graph.neighbors(id),
            }),
          });
        };
      }, 'Reading neighbours');
    }
  }

  function hide(ids: readonly string[], actName: string): void {
    const shown = onMap(ids);
    if (shown.length === 0) return;
    const labels = labelsOf(shown);
    const { putAwayIds, awayPlaces } = session.state;
    const places = new Map(awayPlaces);
    for (const id of shown) {
      const { x, y } = model.graph.getNodeAttributes(id);
      places.set(id, { x, y });
    }
    session.keep({ putAwayIds: [...new Set([...putAwayIds, ...shown])], awayPlaces: places });
    remove(shown, actName);
    const words =
      shown.length === 1 ? `${labels[0]} is hidden.` : `${shown.length} records are hidden.`;
    useStore.getState().say(words, { canUndo: true });
  }

  return {
    ...createGroupActs(session),
    show,
    paste,
    pasteFromClipboard() {
      navigator.clipboard.readText().then(paste, () =>
        useStore
          .getState()
          .say('The clipboard may not be read from a menu here. Press Ctrl+V on the map instead.', {
            tone: 'warning',
          }),
      );
    },
    expand,
    canCollapse: (id) => broughtAlone(session.state.expansions, id, standing).length > 0,
    collapse(ids) {
      for (const id of onMap(ids)) {
        const { expansions } = session.state;
        const brought = broughtAlone(expansions, id, standing);
        if (brought.length === 0) {
          const [label] = labelsOf([id]);
          useStore.getState().say(`Nothing was brought around ${label} that nothing else holds.`);
          continue;
        }
        session.keep({ expansions: expansions.filter((one) => one.id !== id) });
        remove(brought, nameAct('Put away neighbours of', labelsOf([id])));
      }
    },
    hide: (ids) => hide(ids, nameAct('Hide', labelsOf(ids))),
    isolate(ids) {
      const kept = new Set(onMap(ids));
      if (kept.size === 0) return;
      const others = model.recordIds().filter((id) => !kept.has(id));
      hide(others, nameAct('Hide all but', labelsOf([...kept])));
      canvas.fit();
    },
    showPutAway() {
      const { putAwayIds } = session.state;
      if (model.hiddenKinds.size + model.hiddenRelationTypes.size > 0) model.showAllKinds();
      if (putAwayIds.length > 0) show(putAwayIds);
    },
    copyReference: (id) =>
      session.read(async () => {
        const { summary } = await api.entity.get({ id });
        return () => copyText(summary.reference);
      }),
    togglePins(ids) {
      const shown = onMap(ids);
      if (shown.length === 0) return;
      const isPinned = !shown.every((id) => model.pinnedIds.has(id));
      model.setPinned(shown, isPinned);
      saver.save(nameAct(isPinned ? 'Pin' : 'Unpin', labelsOf(shown)));
    },
    layOut(shape = session.state.shape) {
      const { selectedIds, primaryId, communities } = useStore.getState();
      const selected = standIns(selectedIds);
      const ids = selected.length < LEAST_LAID_OUT ? null : selected;
      session.keep({ shape });
      // In its turn: a view that is being read back after an undo would put an end to it.
      session.read(
        async () => () =>
          layout.arrange({
            mode: 'all',
            shape,
            ids,
            focusId: primaryId,
            // As the grounds show them, where there are any.
            communities:
              communities.length > 0 ? communities.map(({ memberIds }) => memberIds) : null,
            fixedIds: new Set(model.pinnedIds),
            onEnd: () => saver.save(layoutAct(shape, ids?.length ?? null)),
          }),
      );
    },
    stopLayout() {
      layout.stop();
      saver.save('Stop laying out');
    },
    select(by) {
      const { selectedIds, select: choose } = useStore.getState();
      const map = { ...canvas, graph: model.graph };
      choose(selectBy(map, standIns(selectedIds), by).flatMap(model.behind));
    },
    align(ids, how) {
      const shown = standIns(ids);
      if (shown.length < 2 && how !== 'snap') return;
      layout.stop();
      const places = new Map(shown.map((id) => [id, model.graph.getNodeAttributes(id)]));
      const next = align(places, how);
      model.setPinned(shown, true);
      layout.glide(next, () => saver.save(nameAct(ALIGN_ACTS[how], labelsOf(shown))));
    },
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
