/** Where the menu bar and the list of shortcuts keep a command. */
export type Menu = 'Case' | 'Edit' | 'View' | 'Map' | 'Help';

/**
 * When a command can be run: `open`: a case is open; `selection`: and something is selected; `map`: the map is on screen; `map-selection`: and
 * something is selected; `timeline`, `matrix`: that lens is on screen; `levers`, `import`: that screen is.
 */
export type CommandScope =
  | 'always'
  | 'open'
  | 'selection'
  | 'map'
  | 'map-selection'
  | 'timeline'
  | 'matrix'
  | 'levers'
  | 'import';

/** The lenses, each with keys of its own. */
const LENS_AREAS = ['map', 'table', 'timeline', 'places', 'matrix'] as const;

/** Parts of the window with keys of their own. */
export const KEY_AREAS = [...LENS_AREAS, 'levers'] as const;

/** A part of the window in which single keys act while it has the focus: the element says `data-keys`. */
export type KeyArea = (typeof KEY_AREAS)[number];

/** Something a person can do by menu, palette or key. */
export interface Command {
  readonly label: string;
  readonly menu: Menu;
  /**
   * Keys joined by `+`, as people write them: `Ctrl+Shift+Z`. On macOS Ctrl reads as Command.
   * A single key acts only while one of its areas has the focus, save for the function keys.
   */
  readonly shortcut: string | null;
  /** Where a single key acts; the map where nothing is said. One key may serve several commands, by area. */
  readonly areas?: readonly KeyArea[];
  readonly scope: CommandScope;
  /** Other words that find it in the palette. */
  readonly alsoCalled?: string;
}

/** Every command. Menus, palette, shortcuts and help are drawn from this list. */
export const COMMANDS = {
  'case.import': {
    label: 'Import records',
    menu: 'Case',
    shortcut: null,
    scope: 'open',
    alsoCalled: 'load csv file folder',
  },
  'import.profiles': {
    label: 'Import profiles',
    menu: 'Case',
    shortcut: null,
    scope: 'open',
    alsoCalled: 'mapping headers columns recognise yaml',
  },
  'case.backup': {
    label: 'Back up or restore',
    menu: 'Case',
    shortcut: null,
    scope: 'open',
    alsoCalled: 'backup copy safety check',
  },
  'import.next': {
    label: 'Import: next step',
    menu: 'Case',
    shortcut: 'Alt+N',
    scope: 'import',
  },
  'import.back': {
    label: 'Import: step back',
    menu: 'Case',
    shortcut: 'Alt+B',
    scope: 'import',
  },
  'import.next-fault': {
    label: 'Import: next fault',
    menu: 'Case',
    shortcut: 'F8',
    scope: 'import',
    alsoCalled: 'error wrong cell row',
  },
  'import.previous-fault': {
    label: 'Import: previous fault',
    menu: 'Case',
    shortcut: 'Shift+F8',
    scope: 'import',
    alsoCalled: 'error wrong cell row',
  },
  'case.lock': { label: 'Lock now', menu: 'Case', shortcut: 'Ctrl+L', scope: 'open' },
  'case.close': {
    label: 'Close the case',
    menu: 'Case',
    shortcut: null,
    scope: 'open',
    alsoCalled: 'leave switch other',
  },
  'edit.undo': { label: 'Undo', menu: 'Edit', shortcut: 'Ctrl+Z', scope: 'open' },
  'edit.redo': { label: 'Redo', menu: 'Edit', shortcut: 'Ctrl+Shift+Z', scope: 'open' },
  'record.new': {
    label: 'New record',
    menu: 'Edit',
    shortcut: 'N',
    scope: 'open',
    areas: ['map', 'table', 'timeline', 'places', 'matrix'],
    alsoCalled: 'add create person business place by hand',
  },
  'record.edit': {
    label: 'Edit the selected record',
    menu: 'Edit',
    shortcut: null,
    scope: 'selection',
    alsoCalled: 'change correct fields category',
  },
  'record.edit-together': {
    label: 'Edit records together',
    menu: 'Edit',
    shortcut: 'E',
    scope: 'open',
    areas: ['table'],
    alsoCalled: 'bulk many several change set tag indicator add remove',
  },
  'record.link': {
    label: 'New link',
    menu: 'Edit',
    shortcut: 'A',
    scope: 'selection',
    areas: ['map', 'table', 'timeline', 'places', 'matrix'],
    alsoCalled: 'add relation connect',
  },
  'record.compare': {
    label: 'Compare the selected records',
    menu: 'Edit',
    shortcut: 'Ctrl+D',
    scope: 'selection',
    alsoCalled: 'side by side differences same difference two three four',
  },
  'record.protect': {
    label: 'Mark the selected person as protected',
    menu: 'Edit',
    shortcut: null,
    scope: 'selection',
    alsoCalled: 'victim witness child shield',
  },
  'record.review': {
    label: 'Set the review date of the selected record',
    menu: 'Edit',
    shortcut: null,
    scope: 'selection',
  },
  'record.delete': {
    label: 'Delete the selected records',
    menu: 'Edit',
    shortcut: null,
    scope: 'selection',
    alsoCalled: 'remove withdraw',
  },
  'report.new': {
    label: 'New intelligence report',
    menu: 'Edit',
    shortcut: null,
    scope: 'open',
    alsoCalled: 'enter items 3x5x2 intel log',
  },
  'report.list': {
    label: 'Intelligence reports',
    menu: 'Edit',
    shortcut: null,
    scope: 'open',
    alsoCalled: 'open read intel log',
  },
  'selection.clear': { label: 'Clear the selection', menu: 'Edit', shortcut: 'Esc', scope: 'open' },
  'selection.earlier': {
    label: 'Earlier selection',
    menu: 'Edit',
    shortcut: 'Alt+Left',
    scope: 'open',
    alsoCalled: 'back',
  },
  'selection.later': {
    label: 'Later selection',
    menu: 'Edit',
    shortcut: 'Alt+Right',
    scope: 'open',
    alsoCalled: 'forward',
  },
  'view.find': {
    label: 'Find in this view',
    menu: 'Edit',
    shortcut: 'Ctrl+F',
    scope: 'open',
    alsoCalled: 'search filter',
  },
  'palette.open': {
    label: 'Search or run a command',
    menu: 'View',
    shortcut: 'Ctrl+K',
    scope: 'open',
    alsoCalled: 'find',
  },
  'go.map': { label: 'Go to the map', menu: 'View', shortcut: 'Ctrl+1', scope: 'open' },
  'go.records': {
    label: 'Go to the records',
    menu: 'View',
    shortcut: 'Ctrl+2',
    scope: 'open',
    alsoCalled: 'list table',
  },
  'go.levers': {
    label: 'Go to the levers',
    menu: 'View',
    shortcut: 'Ctrl+4',
    scope: 'open',
    alsoCalled: 'flags library powers services openings',
  },
  'levers.group': {
    label: 'Levers: what can be done about this group',
    menu: 'View',
    shortcut: null,
    scope: 'open',
    alsoCalled: 'ocg openings flags rank',
  },
  'levers.service': {
    label: 'Levers: what can this service do',
    menu: 'View',
    shortcut: null,
    scope: 'open',
    alsoCalled: 'licensing housing trading standards partner openings',
  },
  'levers.find-out': {
    label: 'Levers: what should be found out',
    menu: 'View',
    shortcut: null,
    scope: 'open',
    alsoCalled: 'missing information request gateway',
  },
  'levers.library': {
    label: 'Levers: look at the library',
    menu: 'View',
    shortcut: null,
    scope: 'open',
    alsoCalled: 'catalogue powers law all',
  },
  'levers.check': {
    label: 'Levers: check again',
    menu: 'View',
    shortcut: 'Shift+L',
    scope: 'levers',
    areas: ['levers'],
    alsoCalled: 'test refresh evaluate',
  },
  'levers.let-out': {
    label: 'Levers: let out what is listed',
    menu: 'Case',
    shortcut: null,
    scope: 'levers',
    alsoCalled: 'print export csv share disclose request list',
  },
  'levers.sheet': {
    label: 'Lever sheet of the selected record',
    menu: 'Case',
    shortcut: null,
    scope: 'selection',
    alsoCalled: 'print export csv share disclose powers',
  },
  'go.audit': { label: 'Go to the audit log', menu: 'View', shortcut: 'Ctrl+8', scope: 'open' },
  'go.settings': {
    label: 'Go to the settings',
    menu: 'View',
    shortcut: 'Ctrl+,',
    scope: 'open',
    alsoCalled: 'preferences options',
  },
  'panel.left': {
    label: 'Show or hide the left panel',
    menu: 'View',
    shortcut: 'Ctrl+B',
    scope: 'open',
    alsoCalled: 'sidebar',
  },
  'panel.history': {
    label: 'Show or hide the history',
    menu: 'Edit',
    shortcut: null,
    scope: 'open',
    alsoCalled: 'changes undo steps',
  },
  'panel.inspector': {
    label: 'Show or hide the inspector',
    menu: 'View',
    shortcut: 'Ctrl+I',
    scope: 'open',
  },
  'lens.map': {
    label: 'Look at the map',
    menu: 'View',
    shortcut: '1',
    scope: 'open',
    areas: LENS_AREAS,
  },
  'lens.table': {
    label: 'Look at the table',
    menu: 'View',
    shortcut: '2',
    scope: 'open',
    areas: LENS_AREAS,
    alsoCalled: 'list rows columns',
  },
  'lens.timeline': {
    label: 'Look at the timeline',
    menu: 'View',
    shortcut: '3',
    scope: 'open',
    areas: LENS_AREAS,
    alsoCalled: 'time dates events calls',
  },
  'lens.places': {
    label: 'Look at the places',
    menu: 'View',
    shortcut: '4',
    scope: 'open',
    areas: LENS_AREAS,
    alsoCalled: 'geography postcode boundaries where',
  },
  'lens.matrix': {
    label: 'Look at the matrix',
    menu: 'View',
    shortcut: '5',
    scope: 'open',
    areas: LENS_AREAS,
    alsoCalled: 'adjacency rows columns grid',
  },
  'dock.timeline': {
    label: 'Show or hide the timeline below the map',
    menu: 'View',
    shortcut: 'Ctrl+J',
    scope: 'open',
    alsoCalled: 'dock time brush play',
  },
  'dock.players': {
    label: 'Show or hide key players',
    menu: 'View',
    shortcut: 'K',
    scope: 'open',
    areas: LENS_AREAS,
    alsoCalled: 'rank brokerage betweenness centrality who holds it together measure',
  },
  'players.brokerage': {
    label: 'Key players by brokerage',
    menu: 'View',
    shortcut: null,
    scope: 'open',
    alsoCalled: 'rank betweenness centrality broker',
  },
  'players.reach': {
    label: 'Key players by reach',
    menu: 'View',
    shortcut: null,
    scope: 'open',
    alsoCalled: 'rank closeness harmonic centrality',
  },
  'players.money': {
    label: 'Key players by money flow',
    menu: 'View',
    shortcut: null,
    scope: 'open',
    alsoCalled: 'rank pagerank payments',
  },
  'panel.signs': {
    label: 'Possible fronts and enablers',
    menu: 'View',
    shortcut: null,
    scope: 'open',
    alsoCalled: 'signs score front company professional mask briefcase',
  },
  'record.measures': {
    label: 'Measures of the selected record',
    menu: 'View',
    shortcut: null,
    scope: 'selection',
    alsoCalled: 'centrality brokerage reach rank explain definition',
  },
  'measure.definitions': {
    label: 'What the measures mean',
    menu: 'Help',
    shortcut: null,
    scope: 'open',
    alsoCalled: 'definition formula source paper centrality',
  },
  'region.next': { label: 'Next region', menu: 'View', shortcut: 'F6', scope: 'always' },
  'region.previous': {
    label: 'Previous region',
    menu: 'View',
    shortcut: 'Shift+F6',
    scope: 'always',
  },
  'window.second': {
    label: 'Open a second window',
    menu: 'View',
    shortcut: 'Ctrl+Shift+O',
    scope: 'open',
    alsoCalled: 'another new screen monitor',
  },
  'window.theme': {
    label: 'Change the theme',
    menu: 'View',
    shortcut: 'Ctrl+Shift+Y',
    scope: 'always',
    alsoCalled: 'dark light projector colours',
  },
  'window.density': {
    label: 'Change the density',
    menu: 'View',
    shortcut: 'Ctrl+Shift+D',
    scope: 'always',
    alsoCalled: 'compact roomy spacing',
  },
  'map.open': {
    label: 'Start the map again',
    menu: 'Map',
    shortcut: null,
    scope: 'map',
    alsoCalled: 'reset beginning',
  },
  'map.everything': {
    label: 'Show everything',
    menu: 'Map',
    shortcut: 'Ctrl+Shift+E',
    scope: 'open',
    alsoCalled: 'whole case communities bubbles count grid overview very large all records',
  },
  'map.layout': {
    label: 'Lay out the map',
    menu: 'Map',
    shortcut: 'L',
    scope: 'map',
    alsoCalled: 'arrange force',
  },
  'map.layout-stress': {
    label: 'Lay out as a network',
    menu: 'Map',
    shortcut: null,
    scope: 'map',
    alsoCalled: 'layout stress organic',
  },
  'map.layout-force': {
    label: 'Lay out by force',
    menu: 'Map',
    shortcut: null,
    scope: 'map',
    alsoCalled: 'layout forceatlas spring',
  },
  'map.layout-communities': {
    label: 'Lay out by community',
    menu: 'Map',
    shortcut: null,
    scope: 'map',
    alsoCalled: 'layout clusters groups',
  },
  'map.layout-circle': {
    label: 'Lay out in a circle',
    menu: 'Map',
    shortcut: null,
    scope: 'map',
    alsoCalled: 'layout circular ring',
  },
  'map.layout-circle-by-kind': {
    label: 'Lay out in a circle by kind',
    menu: 'Map',
    shortcut: null,
    scope: 'map',
    alsoCalled: 'layout circular type',
  },
  'map.layout-levels-down': {
    label: 'Lay out in levels, top down',
    menu: 'Map',
    shortcut: null,
    scope: 'map',
    alsoCalled: 'layout hierarchical hierarchy tree layers',
  },
  'map.layout-levels-right': {
    label: 'Lay out in levels, left to right',
    menu: 'Map',
    shortcut: null,
    scope: 'map',
    alsoCalled: 'layout hierarchical hierarchy tree layers',
  },
  'map.layout-rings': {
    label: 'Lay out in rings around the selected record',
    menu: 'Map',
    shortcut: null,
    scope: 'map',
    alsoCalled: 'layout radial ego',
  },
  'map.layout-grid': {
    label: 'Lay out in a grid',
    menu: 'Map',
    shortcut: null,
    scope: 'map',
    alsoCalled: 'layout rows sorted',
  },
  'map.select-all': {
    label: 'Select everything on the map',
    menu: 'Map',
    shortcut: null,
    scope: 'map',
    alsoCalled: 'all',
  },
  'map.select-invert': {
    label: 'Invert the selection',
    menu: 'Map',
    shortcut: 'I',
    scope: 'map',
    alsoCalled: 'other rest opposite',
  },
  'map.select-grow': {
    label: 'Grow the selection by its neighbours',
    menu: 'Map',
    shortcut: 'Shift+G',
    scope: 'map-selection',
    alsoCalled: 'expand add linked',
  },
  'map.select-shrink': {
    label: 'Shrink the selection by its rim',
    menu: 'Map',
    shortcut: 'Shift+S',
    scope: 'map-selection',
    alsoCalled: 'reduce core',
  },
  'map.select-same-kind': {
    label: 'Select all of the same kind',
    menu: 'Map',
    shortcut: null,
    scope: 'map-selection',
    alsoCalled: 'type similar',
  },
  'map.select-same-type': {
    label: 'Select all with the same types of link',
    menu: 'Map',
    shortcut: null,
    scope: 'map-selection',
    alsoCalled: 'relation similar',
  },
  'map.select-linked': {
    label: 'Select what has links',
    menu: 'Map',
    shortcut: null,
    scope: 'map',
    alsoCalled: 'connected',
  },
  'map.select-unlinked': {
    label: 'Select what has no links',
    menu: 'Map',
    shortcut: null,
    scope: 'map',
    alsoCalled: 'isolated unconnected alone',
  },
  'map.group': {
    label: 'Group the selection',
    menu: 'Map',
    shortcut: 'Ctrl+G',
    scope: 'map-selection',
    alsoCalled: 'combo together combine',
  },
  'map.ungroup': {
    label: 'Ungroup',
    menu: 'Map',
    shortcut: 'Ctrl+Shift+G',
    scope: 'map-selection',
    alsoCalled: 'combo apart dissolve',
  },
  'map.toggle-group': {
    label: 'Close or open the group',
    menu: 'Map',
    shortcut: 'D',
    scope: 'map-selection',
    alsoCalled: 'combo collapse fold expand',
  },
  'map.rename-group': {
    label: 'Rename the group',
    menu: 'Map',
    shortcut: null,
    scope: 'map-selection',
    alsoCalled: 'combo name',
  },
  'map.isolate': {
    label: 'Hide all others',
    menu: 'Map',
    shortcut: 'Shift+H',
    scope: 'map-selection',
    alsoCalled: 'isolate only keep',
  },
  'map.hide-kinds': {
    label: 'Show and hide kinds and links',
    menu: 'Map',
    shortcut: null,
    scope: 'map',
    alsoCalled: 'hide types filter legend',
  },
  'map.show-hidden': {
    label: 'Show what is hidden',
    menu: 'Map',
    shortcut: 'Shift+J',
    scope: 'map',
    alsoCalled: 'unhide all bring back',
  },
  'map.align-left': {
    label: 'Align left',
    menu: 'Map',
    shortcut: null,
    scope: 'map-selection',
    alsoCalled: 'arrange line up spread tidy',
  },
  'map.align-centre': {
    label: 'Align centre',
    menu: 'Map',
    shortcut: null,
    scope: 'map-selection',
    alsoCalled: 'arrange line up spread tidy',
  },
  'map.align-right': {
    label: 'Align right',
    menu: 'Map',
    shortcut: null,
    scope: 'map-selection',
    alsoCalled: 'arrange line up spread tidy',
  },
  'map.align-top': {
    label: 'Align top',
    menu: 'Map',
    shortcut: null,
    scope: 'map-selection',
    alsoCalled: 'arrange line up spread tidy',
  },
  'map.align-middle': {
    label: 'Align middle',
    menu: 'Map',
    shortcut: null,
    scope: 'map-selection',
    alsoCalled: 'arrange line up spread tidy',
  },
  'map.align-bottom': {
    label: 'Align bottom',
    menu: 'Map',
    shortcut: null,
    scope: 'map-selection',
    alsoCalled: 'arrange line up spread tidy',
  },
  'map.align-across': {
    label: 'Distribute across',
    menu: 'Map',
    shortcut: null,
    scope: 'map-selection',
    alsoCalled: 'arrange line up spread tidy',
  },
  'map.align-down': {
    label: 'Distribute down',
    menu: 'Map',
    shortcut: null,
    scope: 'map-selection',
    alsoCalled: 'arrange line up spread tidy',
  },
  'map.align-snap': {
    label: 'Snap to the grid',
    menu: 'Map',
    shortcut: null,
    scope: 'map-selection',
    alsoCalled: 'arrange line up spread tidy',
  },
  'map.fit': {
    label: 'Fit to the window',
    menu: 'Map',
    shortcut: '0',
    scope: 'map',
    areas: ['map', 'timeline', 'places', 'matrix'],
    alsoCalled: 'whole map everything',
  },
  'map.zoom-in': {
    label: 'Zoom in',
    menu: 'Map',
    shortcut: '+',
    scope: 'map',
    areas: ['map', 'timeline', 'places', 'matrix'],
    alsoCalled: 'closer larger',
  },
  'map.zoom-out': {
    label: 'Zoom out',
    menu: 'Map',
    shortcut: '-',
    scope: 'map',
    areas: ['map', 'timeline', 'places', 'matrix'],
    alsoCalled: 'farther smaller',
  },
  'map.tool-select': {
    label: 'Select with the pointer',
    menu: 'Map',
    shortcut: 'V',
    scope: 'map',
    alsoCalled: 'tool marquee rectangle move',
  },
  'map.tool-lasso': {
    label: 'Draw a lasso with the pointer',
    menu: 'Map',
    shortcut: 'Q',
    scope: 'map',
    areas: ['map', 'places'],
    alsoCalled: 'tool select freehand',
  },
  'map.tool-pan': {
    label: 'Pan with the pointer',
    menu: 'Map',
    shortcut: 'X',
    scope: 'map',
    areas: ['map', 'places'],
    alsoCalled: 'tool hand drag move',
  },
  'map.expand': {
    label: 'Show neighbours',
    menu: 'Map',
    shortcut: 'E',
    scope: 'map-selection',
    alsoCalled: 'expand links',
  },
  'map.collapse': {
    label: 'Put neighbours away',
    menu: 'Map',
    shortcut: 'C',
    scope: 'map-selection',
    alsoCalled: 'collapse',
  },
  'map.focus': {
    label: 'Focus on the selected record',
    menu: 'Map',
    shortcut: 'F',
    scope: 'map-selection',
  },
  'map.hide': {
    label: 'Hide from the map',
    menu: 'Map',
    shortcut: 'H',
    scope: 'map-selection',
    alsoCalled: 'remove',
  },
  'map.pin': {
    label: 'Pin or unpin',
    menu: 'Map',
    shortcut: '.',
    scope: 'map-selection',
    alsoCalled: 'fix hold',
  },
  'map.views': {
    label: 'Show or hide the named views',
    menu: 'Map',
    shortcut: 'B',
    scope: 'map',
    alsoCalled: 'bookmark save snapshot restore',
  },
  'map.style': {
    label: 'Show or hide the style of the map',
    menu: 'Map',
    shortcut: 'Y',
    scope: 'map',
    alsoCalled: 'colour size label rules formatting',
  },
  'map.path': {
    label: 'Find path',
    menu: 'Map',
    shortcut: 'P',
    scope: 'open',
    areas: LENS_AREAS,
    alsoCalled: 'route way between shortest from to connection',
  },
  'map.communities': {
    label: 'Show or hide communities',
    menu: 'Map',
    shortcut: 'G',
    scope: 'open',
    areas: ['map'],
    alsoCalled: 'clusters groups leiden modularity hulls bridges cohesion',
  },
  'map.around': {
    label: 'Look around the selected record',
    menu: 'Map',
    shortcut: 'Shift+F',
    scope: 'selection',
    areas: LENS_AREAS,
    alsoCalled: 'ego rings hops neighbourhood centre',
  },
  'map.ties': {
    label: 'What ties the selected records together',
    menu: 'Map',
    shortcut: 'Shift+T',
    scope: 'selection',
    areas: LENS_AREAS,
    alsoCalled: 'common shared connection between evidence',
  },
  'map.similar': {
    label: 'Find others like the selected record',
    menu: 'Map',
    shortcut: null,
    scope: 'selection',
    alsoCalled: 'similar alike resembling same',
  },
  'map.missing': {
    label: 'What a missing link would change',
    menu: 'Map',
    shortcut: null,
    scope: 'open',
    alsoCalled: 'predict hidden unseen likely guess collection',
  },
  'map.positions': {
    label: 'Same position in the network',
    menu: 'Map',
    shortcut: null,
    scope: 'open',
    alsoCalled: 'equivalence roles replace stand in blocks',
  },
  'map.capital': {
    label: 'Network capital',
    menu: 'Map',
    shortcut: null,
    scope: 'open',
    alsoCalled: 'resources worth bring money skill access violence',
  },
  'map.change': {
    label: 'What changed between two dates',
    menu: 'Map',
    shortcut: 'Shift+D',
    scope: 'open',
    areas: LENS_AREAS,
    alsoCalled: 'compare dates review came left rose fell since new',
  },
  'map.note': {
    label: 'Add a note',
    menu: 'Map',
    shortcut: 'R',
    scope: 'map',
    alsoCalled: 'remark write text annotate',
  },
  'map.frame': {
    label: 'Frame the selection',
    menu: 'Map',
    shortcut: 'U',
    scope: 'map-selection',
    alsoCalled: 'surround box annotate',
  },
  'map.callout': {
    label: 'Add a callout to the selected record or link',
    menu: 'Map',
    shortcut: 'O',
    scope: 'map-selection',
    alsoCalled: 'remark label annotate',
  },
  'map.overview': {
    label: 'Show or put away the overview',
    menu: 'Map',
    shortcut: 'M',
    scope: 'map',
    alsoCalled: 'minimap small',
  },
  'view.earlier': {
    label: 'Earlier view',
    menu: 'Map',
    shortcut: 'Alt+Shift+Left',
    scope: 'map',
    alsoCalled: 'back step look',
  },
  'view.later': {
    label: 'Later view',
    menu: 'Map',
    shortcut: 'Alt+Shift+Right',
    scope: 'map',
    alsoCalled: 'forward step look',
  },
  'timeline.play': {
    label: 'Play the timeline, or pause it',
    menu: 'View',
    shortcut: 'Space',
    scope: 'timeline',
    areas: ['timeline'],
    alsoCalled: 'time animate stop',
  },
  'matrix.row': {
    label: 'Matrix: select the record of the row',
    menu: 'Edit',
    shortcut: 'R',
    scope: 'matrix',
    areas: ['matrix'],
  },
  'matrix.column': {
    label: 'Matrix: select the record of the column',
    menu: 'Edit',
    shortcut: 'C',
    scope: 'matrix',
    areas: ['matrix'],
  },
  'matrix.add-row': {
    label: 'Matrix: add the record of the row to the selection',
    menu: 'Edit',
    shortcut: 'Shift+R',
    scope: 'matrix',
    areas: ['matrix'],
  },
  'matrix.add-column': {
    label: 'Matrix: add the record of the column to the selection',
    menu: 'Edit',
    shortcut: 'Shift+C',
    scope: 'matrix',
    areas: ['matrix'],
  },
  'table.show': {
    label: 'Show the selection on the map',
    menu: 'Map',
    shortcut: 'M',
    scope: 'selection',
    areas: ['table', 'timeline', 'places', 'matrix', 'levers'],
  },
  'table.export': {
    label: 'Export records',
    menu: 'Case',
    shortcut: 'Ctrl+E',
    scope: 'open',
    alsoCalled: 'save csv excel spreadsheet download share disclose',
  },
  'map.export': {
    label: 'Export the network or a picture',
    menu: 'Case',
    shortcut: 'Alt+Shift+E',
    scope: 'open',
    alsoCalled:
      'save svg png image gexf graphml gephi i2 analyst notebook anx followthemoney csv measures share disclose',
  },
  'table.columns': {
    label: 'Choose the columns of the table',
    menu: 'View',
    shortcut: null,
    scope: 'open',
    alsoCalled: 'fields show hide pin order',
  },
  'help.shortcuts': {
    label: 'Keyboard shortcuts',
    menu: 'Help',
    shortcut: 'F1',
    scope: 'always',
    alsoCalled: 'keys help',
  },
} as const satisfies Readonly<Record<string, Command>>;

/** The name of a command. */
export type CommandId = keyof typeof COMMANDS;

/** Every command's name, in the order of the list. */
export const COMMAND_IDS = Object.keys(COMMANDS) as readonly CommandId[];

/** A command by name; the type of the list alone would narrow each to its literals. */
export function commandOf(id: CommandId): Command {
  return COMMANDS[id];
}

/** Whether a name, such as one that a menu sent, is a command's. */
export function isCommandId(text: string): text is CommandId {
  return Object.hasOwn(COMMANDS, text);
}

/** The keys of a shortcut, one by one, as they are printed on the keyboard. */
export function keysOf(shortcut: string): readonly string[] {
  if (shortcut === '') return [];
  if (shortcut === '+') return ['+'];
  if (shortcut.endsWith('++')) return [...keysOf(shortcut.slice(0, -2)), '+'];
  return shortcut.split('+').map((key) => ARROWS[key] ?? key);
}

const ARROWS: Readonly<Record<string, string>> = { Left: '←', Right: '→', Up: '↑', Down: '↓' };
