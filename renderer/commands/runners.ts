import type { CaseMeasure, Projection } from '../../shared/analysis/case-measure.ts';
import type { CommandId } from '../../shared/commands.ts';
import { api } from '../api/api.ts';
import { shell } from '../api/shell.ts';
import { saveWaiting } from '../api/waiting-saves.ts';
import type { Dock } from '../store/explore.ts';
import type { RecordForm } from '../store/form.ts';
import type { LeverQuestion } from '../store/levers.ts';
import type { Alignment, LayoutShape, SelectBy } from '../store/map-request.ts';
import { showOnMap } from '../store/show-on-map.ts';
import { useStore } from '../store/store.ts';
import { keyAreaOf } from './key-area.ts';
import { stepRegion } from './regions.ts';
import { showSettings } from './show-settings.ts';

type Runner = () => void | Promise<void>;

const THEMES = ['dark', 'light', 'projector'] as const;
const DENSITIES = ['compact', 'standard', 'roomy'] as const;

const store = useStore.getState;

function following<T>(all: readonly T[], current: T): T {
  return all[(all.indexOf(current) + 1) % all.length] ?? current;
}

function changeTheme(): void {
  const shown = document.documentElement.dataset.theme;
  const current = THEMES.find((theme) => theme === shown) ?? 'dark';
  store().setSettings({ ...store().settings, theme: following(THEMES, current) });
}

function changeDensity(): void {
  const { settings, setSettings, say } = store();
  const density = following(DENSITIES, settings.density);
  setSettings({ ...settings, density });
  say(`Density: ${density}`);
}

async function undo(): Promise<void> {
  await saveWaiting();
  const { undone } = await api.history.undo();
  store().say(`Undone: ${undone.name}`);
}

async function redo(): Promise<void> {
  await saveWaiting();
  const { redone } = await api.history.redo();
  store().say(`Done again: ${redone.name}`, { canUndo: true });
}

async function close(): Promise<void> {
  await saveWaiting();
  store().setCaseState(await api.case.close());
}

async function lock(): Promise<void> {
  await saveWaiting();
  store().setIdleLock(false);
  store().setCaseState(await api.case.lock());
}

function toggleInspector(): void {
  const { settings, setPanels } = store();
  setPanels({ isInspectorOpen: !settings.panels.isInspectorOpen });
}

/** The dock stands below the map: elsewhere it takes the person there. */
function toggleDock(dock: Dock): void {
  const { dock: shown, lens, screen, setDock, lookThrough } = store();
  const isInSight = shown === dock && lens === 'map' && screen === 'map';
  setDock(isInSight ? null : dock);
  if (!isInSight) lookThrough('map');
}

function rankPlayersBy(measure: CaseMeasure, projection: Projection): void {
  store().measureGraph({ projection });
  store().rankPlayersBy(measure);
  store().setDock('players');
  store().lookThrough('map');
}

/** What the view of the lens that has the focus, or is looked through, does; else that of the map. */
function moveView(type: 'fit' | 'zoom-in' | 'zoom-out'): void {
  const area = keyAreaOf(document.activeElement) ?? store().lens;
  if (area === 'timeline' || area === 'places' || area === 'matrix') store().requestLens(type);
  else store().requestMap({ type });
}

function askOfLevers(question: LeverQuestion): void {
  store().goTo('levers');
  store().askOfLevers(question);
}

function takeTool(tool: 'lasso' | 'pan'): void {
  if (store().lens === 'places') store().requestLens(tool);
  else store().requestMap({ type: 'tool', tool });
}

/** Each screen marks the box that finds in it; one that lies below another lens is not meant. */
function findInView(): void {
  const boxes = [...document.querySelectorAll<HTMLInputElement>('[data-find]')];
  const box = boxes.find((one) => one.checkVisibility() && !one.closest('[inert]'));
  if (!box) {
    store().say('There is nothing to find in on this screen. Ctrl+K searches the whole case.');
    return;
  }
  box.focus();
  box.select();
}

/** The history stands beside the map and the records; elsewhere it takes the person to the map. */
function showHistory(): void {
  const { screen, leftPanel, goTo, toggleLeftPanel } = store();
  const hasPanels = screen === 'map' || screen === 'records';
  if (!hasPanels) goTo('map');
  if (hasPanels || leftPanel !== 'history') toggleLeftPanel('history');
}

function openForm(form: RecordForm): void {
  store().openForm(form);
}

function openFormOnPrimary(formFor: (id: string) => RecordForm): void {
  const { primaryId } = store();
  if (primaryId !== null) openForm(formFor(primaryId));
}

/** Between two selected records, else from the one selected last. */
function newLink(): void {
  const { selectedIds, primaryId } = store();
  const [fromId, toId] = selectedIds;
  if (selectedIds.length === 2 && fromId !== undefined && toId !== undefined)
    openForm({ type: 'new-link', fromId, toId });
  else if (primaryId !== null) openForm({ type: 'new-link', fromId: primaryId, toId: null });
}

function layOut(shape: LayoutShape): void {
  store().requestMap({ type: 'layout', shape });
}

function selectBy(by: SelectBy): void {
  store().requestMap({ type: 'select', by });
}

function alignBy(how: Alignment): void {
  store().requestMap({ type: 'align', how });
}

/** What each command does. */
export const RUNNERS: Readonly<Record<CommandId, Runner>> = {
  'case.import': () => {
    store().showImportProfiles(false);
    store().goTo('import');
  },
  'import.profiles': () => {
    store().showImportProfiles(true);
    store().goTo('import');
  },
  'case.backup': () => showSettings('backup'),
  'import.next': () => store().requestImport('next'),
  'import.back': () => store().requestImport('back'),
  'import.next-fault': () => store().requestImport('next-fault'),
  'import.previous-fault': () => store().requestImport('previous-fault'),
  'case.lock': lock,
  'case.close': close,
  'edit.undo': undo,
  'edit.redo': redo,
  'record.new': () => openForm({ type: 'new-record' }),
  'record.edit': () => openFormOnPrimary((id) => ({ type: 'edit-record', id })),
  'record.edit-together': () => openForm({ type: 'edit-together' }),
  'record.link': newLink,
  'record.compare': () => store().compareRecords(store().selectedIds),
  'record.protect': () => openFormOnPrimary((id) => ({ type: 'protect-record', id })),
  'record.review': () => openFormOnPrimary((id) => ({ type: 'review-record', id })),
  'record.delete': () => openForm({ type: 'delete-records', ids: store().selectedIds }),
  'report.new': () => openForm({ type: 'new-report' }),
  'report.list': () => store().openForm({ type: 'reports' }),
  'selection.clear': () => store().clearSelection(),
  'selection.earlier': () => store().stepSelection('earlier'),
  'selection.later': () => store().stepSelection('later'),
  'view.find': findInView,
  'palette.open': () => store().setOverlay('palette'),
  'go.map': () => store().goTo('map'),
  'go.records': () => store().goTo('records'),
  'go.levers': () => store().goTo('levers'),
  'levers.group': () => askOfLevers('group'),
  'levers.service': () => askOfLevers('service'),
  'levers.find-out': () => askOfLevers('to-find-out'),
  'levers.library': () => askOfLevers('library'),
  'levers.let-out': () => store().setLetOut('asked'),
  'levers.sheet': () => {
    const id = store().selectedIds.at(-1);
    if (id !== undefined) store().setLetOut({ type: 'record', id });
  },
  'levers.check': () => store().checkLeversAgain(),
  'go.audit': () => store().goTo('audit'),
  'go.settings': () => store().goTo('settings'),
  'panel.left': () => store().toggleLeft(),
  'panel.history': showHistory,
  'panel.inspector': toggleInspector,
  'lens.map': () => store().lookThrough('map'),
  'lens.table': () => store().lookThrough('table'),
  'lens.timeline': () => store().lookThrough('timeline'),
  'lens.places': () => store().lookThrough('places'),
  'lens.matrix': () => store().lookThrough('matrix'),
  'dock.timeline': () => toggleDock('timeline'),
  'dock.players': () => toggleDock('players'),
  'players.brokerage': () => rankPlayersBy('betweenness', 'full'),
  'players.reach': () => rankPlayersBy('harmonic', 'full'),
  'players.money': () => rankPlayersBy('pagerank', 'flow-money'),
  'panel.signs': () => store().toggleMapPanel('signs'),
  'record.measures': () => {
    const { primaryId: entityId, playersBy: measure, openMeasure } = store();
    if (entityId !== null) openMeasure({ measure, entityId });
  },
  'measure.definitions': () => {
    const { playersBy: measure, openMeasure } = store();
    openMeasure({ measure, entityId: null });
  },
  'region.next': () => stepRegion(1),
  'region.previous': () => stepRegion(-1),
  'window.second': () => shell.openWindow(),
  'window.theme': changeTheme,
  'window.density': changeDensity,
  'map.open': () => store().requestMap({ type: 'open' }),
  'map.everything': () => {
    store().lookThrough('map');
    store().openOverview(null);
  },
  'map.layout': () => store().requestMap({ type: 'layout' }),
  'map.layout-stress': () => layOut('stress'),
  'map.layout-force': () => layOut('force'),
  'map.layout-communities': () => layOut('communities'),
  'map.layout-circle': () => layOut('circle'),
  'map.layout-circle-by-kind': () => layOut('circle-by-kind'),
  'map.layout-levels-down': () => layOut('levels-down'),
  'map.layout-levels-right': () => layOut('levels-right'),
  'map.layout-rings': () => layOut('rings'),
  'map.layout-grid': () => layOut('grid'),
  'map.select-all': () => selectBy('all'),
  'map.select-invert': () => selectBy('invert'),
  'map.select-grow': () => selectBy('grow'),
  'map.select-shrink': () => selectBy('shrink'),
  'map.select-same-kind': () => selectBy('same-kind'),
  'map.select-same-type': () => selectBy('same-type'),
  'map.select-linked': () => selectBy('linked'),
  'map.select-unlinked': () => selectBy('unlinked'),
  'map.group': () => store().requestMap({ type: 'group' }),
  'map.ungroup': () => store().requestMap({ type: 'ungroup' }),
  'map.toggle-group': () => store().requestMap({ type: 'toggle-group' }),
  'map.rename-group': () => store().requestMap({ type: 'rename-group' }),
  'map.isolate': () => store().requestMap({ type: 'isolate' }),
  'map.hide-kinds': () => store().requestMap({ type: 'hide-kinds' }),
  'map.show-hidden': () => store().requestMap({ type: 'show-hidden' }),
  'map.align-left': () => alignBy('left'),
  'map.align-centre': () => alignBy('centre'),
  'map.align-right': () => alignBy('right'),
  'map.align-top': () => alignBy('top'),
  'map.align-middle': () => alignBy('middle'),
  'map.align-bottom': () => alignBy('bottom'),
  'map.align-across': () => alignBy('across'),
  'map.align-down': () => alignBy('down'),
  'map.align-snap': () => alignBy('snap'),
  'map.fit': () => moveView('fit'),
  'map.zoom-in': () => moveView('zoom-in'),
  'map.zoom-out': () => moveView('zoom-out'),
  'map.tool-select': () => store().requestMap({ type: 'tool', tool: 'select' }),
  'map.tool-lasso': () => takeTool('lasso'),
  'map.tool-pan': () => takeTool('pan'),
  'map.expand': () => store().requestMap({ type: 'expand' }),
  'map.collapse': () => store().requestMap({ type: 'collapse' }),
  'map.focus': () => {
    const { primaryId, requestMap } = store();
    if (primaryId !== null) requestMap({ type: 'focus', id: primaryId });
  },
  'map.hide': () => store().requestMap({ type: 'hide' }),
  'map.pin': () => store().requestMap({ type: 'pin' }),
  'map.views': () => store().toggleLeftPanel('views'),
  'map.style': () => store().toggleLeftPanel('style'),
  'map.path': () => store().togglePathFinder(),
  'map.communities': () => store().toggleMapPanel('communities'),
  'map.around': () => {
    const { primaryId, lookAround } = store();
    if (primaryId !== null) lookAround(primaryId);
  },
  'map.ties': () => store().lookAtTies(store().selectedIds),
  'map.similar': () => {
    const { primaryId, findOthersLike } = store();
    if (primaryId !== null) findOthersLike(primaryId);
  },
  'map.missing': () => store().toggleMapPanel('missing'),
  'map.positions': () => store().toggleMapPanel('positions'),
  'map.capital': () => store().toggleMapPanel('capital'),
  'map.change': () => store().toggleMapPanel('change'),
  'map.note': () => store().requestMap({ type: 'annotate', what: 'note' }),
  'map.frame': () => store().requestMap({ type: 'annotate', what: 'frame' }),
  'map.callout': () => store().requestMap({ type: 'annotate', what: 'callout' }),
  'map.overview': () => {
    const { settings, setPanels } = store();
    setPanels({ isOverviewOpen: !settings.panels.isOverviewOpen });
  },
  'view.earlier': () => store().requestMap({ type: 'view-earlier' }),
  'view.later': () => store().requestMap({ type: 'view-later' }),
  'timeline.play': () => store().requestLens('play'),
  'matrix.row': () => store().requestLens('row'),
  'matrix.column': () => store().requestLens('column'),
  'matrix.add-row': () => store().requestLens('add-row'),
  'matrix.add-column': () => store().requestLens('add-column'),
  'table.show': () => showOnMap(store().selectedIds),
  'table.export': () => store().setTableDialog('export'),
  'map.export': () => {
    // The map is there below every lens, and on no other screen.
    const { screen, lookThrough, lens, requestMap } = store();
    if (screen !== 'map') lookThrough(lens);
    requestMap({ type: 'export' });
  },
  'table.columns': () => store().setTableDialog('columns'),
  'help.shortcuts': () => store().setOverlay('shortcuts'),
};
