import type { Subgraph } from '../../../shared/api/graph.ts';
import type { ViewState } from '../../../shared/api/view.ts';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import type { Canvas } from '../../canvas/canvas.ts';
import { isGroupId } from '../../canvas/groups.ts';
import type { Position } from '../../canvas/map-graph.ts';
import { moveSmoothly, spiralPlaces } from '../../canvas/motion.ts';
import type { MapCamera } from '../../canvas/viewport.ts';
import { PLAIN_DRESS } from '../../store/dress.ts';
import type { LayoutShape } from '../../store/map-request.ts';
import { useStore } from '../../store/store.ts';
import type { GroupForm } from './group-acts.ts';
import type { Look } from './look-steps.ts';
import type { LayoutState, MapLayout } from './map-layout.ts';
import { createMapLayout } from './map-layout.ts';
import {
  type BegunReading,
  beginReading,
  FIRST_STEP,
  type MapReading,
  OPEN_LIMIT,
  readingStep,
} from './map-reading.ts';
import { viewReadings } from './map-views.ts';
import { nameAct } from './map-words.ts';
import { createReadingQueue, type Reading } from './reading-queue.ts';
import type { ViewSaver } from './view-saver.ts';
import { createViewSaver } from './view-saver.ts';
import { type KeptParts, viewStateOf } from './view-state.ts';

const LEVER_BATCH = 2000;

/** What part of the case is on the map, and how much there is in all. */
export interface ShownPart {
  readonly reason: Subgraph['reason'];
  readonly focusLabel: string | null;
  readonly totalEntities: number;
  readonly totalRelations: number;
}

/** How the map stands. */
export interface MapState extends KeptParts {
  readonly status: 'loading' | 'stopped' | 'failed' | 'ready';
  /** What is being read, where that can be stopped. */
  readonly step: string | null;
  /** What went wrong, when it failed. */
  readonly message: string;
  readonly part: ShownPart | null;
  readonly layout: LayoutState;
  /** The group that is being named. */
  readonly groupForm: GroupForm | null;
  /** How it is laid out when nothing else is said. */
  readonly shape: LayoutShape;
}

type Places = ReadonlyMap<string, Position>;

/** The working map of the open case: what part is shown, how it is read, laid out and saved. */
export interface MapSession {
  readonly canvas: Canvas;
  readonly layout: MapLayout;
  readonly saver: ViewSaver;
  readonly state: MapState;
  subscribe(listener: () => void): () => void;
  /** Opens the map with what is being read already, or reads it: as it was left, else a sensible part. */
  resume(begun?: BegunReading): void;
  /** Begins again at the part that the backend thinks sensible. */
  open(): void;
  /** Begins again at one record and its neighbours. */
  focus(id: string): void;
  /** Begins again at exactly these records. */
  begin(ids: readonly string[], actName: string): void;
  /** Brings an answer onto the map beside what is there. Returns what is new. */
  add(
    answer: Subgraph,
    actName: string,
    aroundIds: readonly string[],
    /** Where what is new goes, in map units; null: where the layout finds room. */
    at?: { readonly x: number; readonly y: number } | null,
  ): readonly string[];
  /** Records changed: the same part is read anew, and stays where it is. */
  reread(): void;
  /** The saved view changed: taken over unless it was saved from here. */
  rereadView(): void;
  /** Makes the map what a named view is, camera, filter and all. */
  openView(id: string): void;
  /** Shows what was looked at before, without changing the view that is saved. */
  lookBack(look: Pick<Look, 'shownIds' | 'places' | 'camera'>): void;
  /** Shows these in rings around one of them, without changing the view that is saved. */
  lookAround(id: string, ids: readonly string[]): void;
  /** Shows what was shown before it was looked around a record. */
  endLookAround(): void;
  /** Keeps the map under a name: as a new view, or as the one of this id. */
  saveView(id: string | null, name: string): void;
  /** Changes what of the view the map itself does not hold, or how it is laid out. */
  keep(parts: Partial<KeptParts & Pick<MapState, 'shape' | 'groupForm'>>): void;
  /** Runs readings one after another; a new beginning drops those before it, and those with a step can be stopped. */
  read(reading: Reading, step?: string): void;
  /** Ends what is being read: the map stays as it was. */
  stopReading(): void;
  close(): void;
}

const NO_PLACES: Places = new Map();

function placesOf(state: ViewState): Places {
  return new Map(Object.entries(state.positions).map(([id, [x, y]]) => [id, { x, y }]));
}

/** A map that has read nothing yet. */
export function createMapSession(canvas: Canvas): MapSession {
  const { model } = canvas;
  const saver = createViewSaver(() => viewStateOf(canvas, state));
  const listeners = new Set<() => void>();
  let state: MapState = {
    status: 'loading',
    step: null,
    message: '',
    part: null,
    layout: { type: 'settled' },
    groupForm: null,
    shape: 'stress',
    putAwayIds: [],
    awayPlaces: NO_PLACES,
    expansions: [],
  };
  let isTaking = false;
  const watching: (() => void)[] = [];

  function set(change: Partial<MapState>): void {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  }

  const layout = createMapLayout(canvas, (next) => {
    if (next.type !== 'settled' || state.layout.type !== 'settled') set({ layout: next });
  });

  function fail(error: unknown): void {
    const { message } = toAppError(error);
    if (model.graph.order === 0) set({ status: 'failed', message });
    else useStore.getState().say(message, { tone: 'failed' });
  }

  const queue = createReadingQueue({
    onStep(step) {
      if (step !== state.step) set({ step });
    },
    onFail: fail,
    onStopped() {
      if (model.graph.order === 0) set({ status: 'stopped' });
      else useStore.getState().say('Reading was stopped. The map is as it was.');
    },
  });

  function read(reading: Reading, step: string | null = null): void {
    queue.add(reading, step);
  }

  async function fillLevers(): Promise<void> {
    const unknown = model.graph.filterNodes((_id, { levers }) => levers === null);
    for (let at = 0; at < unknown.length; at += LEVER_BATCH) {
      model.setLevers(await api.lever.counts({ ids: unknown.slice(at, at + LEVER_BATCH) }));
    }
  }

  function tellPart(answer: Subgraph, reason: Subgraph['reason']): void {
    const focus = answer.nodes.find(({ id }) => id === answer.focusId);
    set({
      status: 'ready',
      part: {
        reason,
        focusLabel: focus?.label ?? null,
        totalEntities: answer.totalEntities,
        totalRelations: answer.totalRelations,
      },
    });
    fillLevers().catch(fail);
  }

  function begin(answer: Subgraph, actName: string | null): void {
    layout.stop();
    model.setPins([]);
    const ids = answer.nodes.map(({ id }) => id);
    // Where most of it is on the map already, it glides over; else it is seen to unfold.
    const isKnown = ids.filter((id) => model.graph.hasNode(id)).length > ids.length / 2;
    const spiral = spiralPlaces(ids);
    model.replace(
      answer.nodes,
      answer.edges,
      isKnown ? new Map([...spiral].filter(([id]) => !model.graph.hasNode(id))) : spiral,
    );
    if (!isKnown) canvas.fit({ isInstant: true });
    set({ putAwayIds: [], awayPlaces: NO_PLACES, expansions: [] });
    tellPart(answer, answer.reason);
    if (ids.length === 0) return;
    layout.arrange({
      mode: 'all',
      fixedIds: new Set(),
      isQuiet: isKnown,
      onEnd() {
        if (actName !== null) saver.save(actName);
      },
    });
  }

  async function openPart(actName: string | null, signal: AbortSignal): Promise<() => void> {
    const answer = await ready(await api.graph.open({ limit: OPEN_LIMIT }, { signal }));
    return () => begin(answer, actName);
  }

  /** An answer that can be put onto the map at once: thousands of records are made ready with pauses. */
  async function ready(answer: Subgraph): Promise<Subgraph> {
    await model.prepare('replace', answer.nodes, answer.edges);
    return answer;
  }

  /** Puts the map as a reading has it; what was on it already glides there. */
  function take({ saved, answer }: MapReading, camera: MapCamera | null = null): void {
    saver.remember(saved);
    useStore.getState().takeDress(saved ?? PLAIN_DRESS);
    if (!saved) {
      begin(answer, null);
      return;
    }
    layout.stop();
    isTaking = true;
    model.setHiddenKinds(saved.hiddenKinds);
    model.setHiddenRelationTypes(saved.hiddenRelationTypes);
    isTaking = false;
    const saidPlaces = placesOf(saved);
    const away = new Set(saved.putAwayIds);
    const parted = (isAway: boolean) =>
      new Map([...saidPlaces].filter(([id]) => away.has(id) === isAway));
    set({
      putAwayIds: saved.putAwayIds,
      awayPlaces: parted(true),
      expansions: saved.expansions,
    });
    const places = parted(false);
    const isSmooth = model.graph.order > 0;
    const start = isSmooth ? [...places].filter(([id]) => !model.graph.hasNode(id)) : places;
    model.replace(answer.nodes, answer.edges, new Map(start));
    model.setGroups(saved.groups);
    model.setPins(saved.pinnedIds);
    tellPart(answer, 'chosen');
    if (isSmooth) moveSmoothly(model, places, canvas.theme.moveMs);
    else canvas.fit({ isInstant: true });
    if (camera) canvas.lookFrom(camera);
    else if (isSmooth && [...start].length > places.size / 2) canvas.fit({ places });
    const placed = model.graph.filterNodes((id) => places.has(id) || isGroupId(id));
    if (placed.length === model.graph.order) return;
    layout.arrange({ mode: 'new', fixedIds: new Set(placed) });
  }

  /** What is changed elsewhere than here, and is of the view: how it is drawn, and which kinds it leaves out. */
  function watch(): readonly (() => void)[] {
    return [
      useStore.subscribe(({ dressAct }, before) => {
        if (dressAct && dressAct !== before.dressAct) saver.save(dressAct.name, dressAct);
      }),
      model.subscribe((change) => {
        if (change === 'kinds' && !isTaking) saver.save('Show or hide kinds');
      }),
    ];
  }

  /** What was opened from an overview is no longer what the map shows. */
  function leaveOverview(): void {
    useStore.getState().closeOverview();
  }

  return {
    canvas,
    layout,
    saver,
    get state() {
      return state;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    read,
    stopReading: () => queue.stop(),
    resume(begun = beginReading()) {
      if (watching.length === 0) watching.push(...watch());
      if (state.status !== 'ready') set({ status: 'loading' });
      read(async ({ signal, tell }) => {
        signal.addEventListener('abort', begun.stop, { once: true });
        begun.follow(tell);
        const found = await begun.answer;
        await ready(found.answer);
        return () => take(found);
      }, FIRST_STEP);
    },
    open() {
      leaveOverview();
      queue.overtake();
      read(
        ({ signal }) => openPart('Start the map again', signal),
        'Reading the part to begin with',
      );
    },
    begin(ids, actName) {
      queue.overtake();
      read(async ({ signal }) => {
        const answer = await ready(await api.graph.among({ ids: [...ids] }, { signal }));
        return () => begin(answer, actName);
      }, readingStep(ids.length));
    },
    focus(id) {
      leaveOverview();
      queue.overtake();
      read(async ({ signal }) => {
        const answer = await api.graph.open({ focusId: id, limit: OPEN_LIMIT }, { signal });
        const label = answer.nodes.find((node) => node.id === answer.focusId)?.label ?? '';
        return () => begin(answer, nameAct('Focus on', [label]));
      }, 'Reading the record and its neighbours');
    },
    add(answer, actName, aroundIds, at = null) {
      const before = new Set(model.graph.nodes());
      const added = answer.nodes.filter(({ id }) => !before.has(id)).map(({ id }) => id);
      const from = aroundIds.find((id) => before.has(id));
      // New records grow out of the one that they were asked from.
      const start =
        at ?? (from === undefined ? { x: 0, y: 0 } : model.graph.getNodeAttributes(from));
      const { awayPlaces } = state;
      const places = new Map(
        added.map((id) => [id, awayPlaces.get(id) ?? { x: start.x, y: start.y }] as const),
      );
      // What was hidden comes back where it was.
      const known = added.filter((id) => awayPlaces.has(id));
      model.merge(answer.nodes, answer.edges, places);
      tellPart(answer, 'chosen');
      layout.arrange({
        mode: 'new',
        // What was put at a place stays there.
        fixedIds: at === null ? new Set([...before, ...known]) : new Set(model.graph.nodes()),
        onEnd() {
          canvas.reveal([...aroundIds, ...added]);
          saver.save(actName);
        },
      });
      return added;
    },
    reread: () =>
      read(async ({ signal }) => {
        if (model.graph.order === 0) return openPart(null, signal);
        const answer = await api.graph.among({ ids: [...model.recordIds()] }, { signal });
        if (answer.nodes.length === 0) return openPart(null, signal);
        await ready(answer);
        return () => {
          model.replace(answer.nodes, answer.edges, NO_PLACES);
          tellPart(answer, state.part?.reason ?? 'chosen');
        };
      }),
    ...viewReadings({ canvas, layout, saver, read, ready, take, tellPart, state: () => state }),
    keep: set,
    close() {
      for (const stop of watching.splice(0)) stop();
      queue.overtake();
      layout.stop();
      saver.flush();
    },
  };
}
