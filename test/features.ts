/** A test that fails when a feature breaks: its file below `test/`, its title as it is reported, and a step of it. */
export interface Proof {
  readonly file: string;
  readonly test: string;
  readonly step?: string;
}

/** A row of the list of features that analysts' tools are compared by. */
export interface Feature {
  readonly row: number;
  /** The feature in plain words. */
  readonly feature: string;
  /** Rows that the list leaves without a name are filled by what a tool of this kind needs: our reading. */
  readonly isOurReading?: true;
  readonly proofs: readonly Proof[];
}

function proof(file: string, test: string, step?: string): Proof {
  return step === undefined ? { file, test } : { file, test, step };
}

const MODEL: readonly Feature[] = [
  {
    row: 1,
    feature: 'Kinds, fields, link types and lists of words are changed in a case of one’s own',
    proofs: [
      proof(
        'backend/type.test.ts',
        'a kind, fields, a list and a link type of the case are read by forms, queries, links, search and counts',
      ),
      proof(
        'backend/type.test.ts',
        'own types are undone and redone, across a restart, with the records that rest on them',
      ),
      proof(
        'backend/type.test.ts',
        'what is in use cannot be deleted or come to mean something else, and says how many use it',
      ),
      proof(
        'backend/type.test.ts',
        'fields of link types are filled in, checked, changed, read in history and exports, undone, and stay readable',
      ),
      proof(
        'e2e/types.spec.ts',
        'a case gets a kind, a field with a list and a link type of its own, finds what is made with them, and undoes it',
        'a record is made with them, and linked',
      ),
      proof(
        'e2e/types.spec.ts',
        'a case gets a kind, a field with a list and a link type of its own, finds what is made with them, and undoes it',
        'the query finds it by its kind and its fields, and the table has a column of each',
      ),
    ],
  },
  {
    row: 2,
    feature: 'People, objects, places and events, each with the fields of its kind',
    proofs: [
      proof(
        'backend/kinds.test.ts',
        'people, objects, places and events are made by the fields of their kind, linked, found by kind and drawn',
      ),
      proof(
        'unit/ontology.test.ts',
        'labels of other systems find their kind, and those that no kind claims find none',
      ),
    ],
  },
  {
    row: 3,
    feature: 'Parallel links, each with its own direction, dates and amount',
    proofs: [
      proof(
        'backend/relation.test.ts',
        'parallel links between two records each keep their own source, grade and dates',
      ),
      proof('backend/graph.test.ts', 'parallel relations all come, in their own direction'),
      proof(
        'unit/canvas/curvature.test.ts',
        'three links between the same two nodes fan evenly, the middle one straight',
      ),
    ],
  },
  {
    row: 4,
    feature: 'Several sources for one fact, side by side',
    proofs: [
      proof(
        'backend/entity-edit.test.ts',
        'what another source says of a value stands beside the first and does not overtake it',
      ),
      proof(
        'backend/entity.test.ts',
        'each value says which record it came from, and with which grade',
      ),
      proof(
        'e2e/forms.spec.ts',
        'two records are linked by keyboard, only by types that fit, and the link is inspected, changed, doubted and deleted',
        'a second source, a changed certainty and a dispute each show',
      ),
    ],
  },
  {
    row: 5,
    feature: 'Grading by 3 × 5 × 2, of sources and of single records',
    proofs: [
      proof(
        'backend/commit-staged.test.ts',
        'a record with a grade of its own keeps it whole, even where its source is graded otherwise',
      ),
      proof(
        'unit/formats/stage.test.ts',
        'a grade that a row carries is its own; gradings of other systems are never converted',
      ),
      proof(
        'e2e/inspector.spec.ts',
        'fields are corrected with a reason and a grade, and facts stand apart from intelligence',
        'a grade is spelt out when its chip has the focus',
      ),
    ],
  },
  {
    row: 6,
    feature: 'Handling codes with conditions, which hold back what leaves the case',
    proofs: [
      proof(
        'backend/entity-export.test.ts',
        'information coded C does not leave: the export is refused, or leaves it out where that is asked',
      ),
      proof(
        'backend/attachment.test.ts',
        'a copy leaves the case for a reason alone, as a disclosure, and never under code C',
      ),
      proof(
        'e2e/import.spec.ts',
        'faulty rows, unreadable files and code C are told, and nothing comes in unless someone says so',
        'handling code C is not taken without its conditions',
      ),
    ],
  },
  {
    row: 7,
    feature: 'The strength of links is worked out and drawn',
    proofs: [
      proof(
        'unit/map/dress.test.ts',
        'links are as wide as they carry, as there are side by side, or as the evidence is strong; ungraded is thinnest',
      ),
      proof(
        'backend/graph-style.test.ts',
        'a map is drawn by what records and links say; of a protected person there is the reference and nothing else',
      ),
      proof(
        'e2e/views.spec.ts',
        'style and legend follow each other, and a rule marks what meets it until an edit says otherwise',
        'colours follow a field, are counted and are undone by name',
      ),
    ],
  },
  {
    row: 8,
    feature: 'Review dates of records and sources, and a list of what is due',
    proofs: [
      proof(
        'backend/review.test.ts',
        'a date that was set for a record goes before that of its source, is overtaken by the next, and is undone',
      ),
      proof(
        'backend/review.test.ts',
        'a new date of a source moves everything that rests on it alone',
      ),
      proof(
        'e2e/forms.spec.ts',
        'a record is made by hand, checked, told apart from one like it, edited, protected, deleted and undone',
        'a source of its own, a grade, conditions and a review date are kept',
      ),
      proof(
        'unit/query/evaluate.test.ts',
        'what is due for review is counted by month, and what has no date apart',
      ),
    ],
  },
  {
    row: 9,
    feature: 'Documents and pictures kept in the case, encrypted',
    proofs: [
      proof(
        'backend/attachment.test.ts',
        'pictures and documents are kept byte for byte, known by their content and not by their name',
      ),
      proof(
        'backend/attachment.test.ts',
        'nothing of an attachment is in any byte on the disk, while the case is open and after',
      ),
      proof(
        'e2e/forms.spec.ts',
        'licences, files and the history of a record are kept, shown and put back in the inspector',
        'a picture is attached, looked into by keys, and taken away',
      ),
    ],
  },
  {
    row: 10,
    feature: 'The history of every field: before, after, who, when and why',
    proofs: [
      proof(
        'backend/entity-edit.test.ts',
        'the history of a record tells each field before and after, who, when and why, and its links',
      ),
      proof(
        'e2e/forms.spec.ts',
        'licences, files and the history of a record are kept, shown and put back in the inspector',
        'a value is put back from the history',
      ),
    ],
  },
  {
    row: 11,
    isOurReading: true,
    feature: 'Intelligence reports of several graded items, and licences with their history',
    proofs: [
      proof(
        'backend/report.test.ts',
        'a report makes records, adds to those that are there, and links them, each with the grade of its item',
      ),
      proof(
        'e2e/report.spec.ts',
        'a report of two items is entered, makes and marks records, is read again, and is one step of undo',
        'each item has its own grade, handling and people',
      ),
      proof(
        'e2e/forms.spec.ts',
        'licences, files and the history of a record are kept, shown and put back in the inspector',
        'a licence is a record of its own, with its status over time',
      ),
    ],
  },
  {
    row: 12,
    isOurReading: true,
    feature: 'Protected people are a reference everywhere until they are revealed for a reason',
    proofs: [
      proof(
        'backend/entity.test.ts',
        'a protected person is a reference in every answer until a deliberate reveal',
      ),
      proof(
        'backend/entity-query.test.ts',
        'nothing tells a protected person from another: no condition finds what is withheld',
      ),
      proof(
        'e2e/inspector.spec.ts',
        'what was checked and is absent rules a lever out; a protected person is revealed for a reason alone',
        'a reveal asks for a reason',
      ),
      proof(
        'backend/graph.test.ts',
        'a protected person is drawn as protected: a reference without a role, wherever a part of the map comes from',
      ),
    ],
  },
];

const WIZARD =
  'a register that no profile knows is mapped, transformed, corrected, kept as a profile, and known the next time';

const IMPORT: readonly Feature[] = [
  {
    row: 13,
    isOurReading: true,
    feature: 'Files that nothing knows are mapped by a guess that gives its reasons',
    proofs: [
      proof(
        'backend/import-mapping.test.ts',
        'a register that no profile knows is told to need a mapping, and one is guessed',
      ),
      proof(
        'unit/import/guess.test.ts',
        'each guess says why, how sure it is, and shows values that speak for it',
      ),
      proof('e2e/import-wizard.spec.ts', WIZARD, 'the columns are guessed with reasons'),
    ],
  },
  {
    row: 14,
    isOurReading: true,
    feature: 'Faults are told by row and cell, and mended one by one or all alike',
    proofs: [
      proof(
        'backend/import-mapping.test.ts',
        'the preview tells faults by row and cell; a correction is read instead and kept beside the row',
      ),
      proof('backend/import-mapping.test.ts', 'one correction mends the same value everywhere'),
      proof(
        'e2e/import-wizard.spec.ts',
        WIZARD,
        'faults stand at their cells; F8 goes to them, and one correction mends all alike',
      ),
    ],
  },
  {
    row: 15,
    isOurReading: true,
    feature: 'Columns are split, joined, dated and fixed, and the mapping is kept as a profile',
    proofs: [
      proof(
        'unit/import/transform.test.ts',
        'a split in two and a join give the value back, whatever it is',
      ),
      proof(
        'backend/import-mapping.test.ts',
        'a kept profile knows its headers in any order, is undone, renamed and deleted',
      ),
      proof(
        'e2e/import-wizard.spec.ts',
        WIZARD,
        'a name is split and dates are read month first, with the first rows in sight',
      ),
      proof(
        'e2e/import-wizard.spec.ts',
        WIZARD,
        'the same headers come again: no columns to map, and nothing new',
      ),
    ],
  },
  {
    row: 16,
    isOurReading: true,
    feature: 'CSV, workbooks, JSON, JSON lines, XML, GraphML and GEXF, in archives too',
    proofs: [
      proof('faults/import-formats.test.ts', 'the same file in any format again is nothing new'),
      proof(
        'faults/import-formats.test.ts',
        'whatever text is written in a format is read back from the case as it was',
      ),
      proof(
        'unit/formats/graph-file.test.ts',
        'nodes and edges of GEXF are two tables; kinds, types, dates and weights are kept',
      ),
      proof(
        'unit/formats/workbook.test.ts',
        'of a formula the stored value is taken, and that is said; without one there is none',
      ),
      proof(
        'faults/import-formats.test.ts',
        'dates of a graph file are kept in the case as dates of its links, open ends open, and as dated facts of its nodes',
      ),
    ],
  },
  {
    row: 17,
    isOurReading: true,
    feature: 'Files dropped on the window; a dry run; taken back whole; the same again is nothing',
    proofs: [
      proof(
        'e2e/import.spec.ts',
        'files dropped anywhere are taken like chosen ones, and markup in them is text',
        'dropped anywhere on the window, which is not taken away',
      ),
      proof('backend/import.test.ts', 'a dry run reports all and writes nothing'),
      proof('backend/import.test.ts', 'undo takes an import back whole, redo brings it again'),
      proof('backend/import.test.ts', 'the same files again change nothing, not even the history'),
    ],
  },
  {
    row: 22,
    isOurReading: true,
    feature: 'Bad input is kept, set aside or refused with its reason; nothing comes in by halves',
    proofs: [
      proof(
        'unit/formats/manifest.test.ts',
        'every file of pollock_csv_a is kept, set aside or refused as the manifest says',
      ),
      proof(
        'backend/naughty-text.test.ts',
        'every input of every call that takes text is proved to keep it, or is no text to be kept',
      ),
      proof(
        'faults/import-formats.test.ts',
        'mutated files of every format are imported or refused, never anything else',
      ),
      proof(
        'faults/import-interrupted.test.ts',
        'an import that is cancelled at any step leaves nothing',
      ),
      proof(
        'faults/import-formats.test.ts',
        'every file of graph_files_a comes into a case whole, with its faulty rows beside it when that is accepted, or not at all',
      ),
      proof(
        'backend/naughty-text.test.ts',
        'every naughty string, alone in every input, is the same after close and reopen, or refused with a reason',
      ),
    ],
  },
];

const LAYOUTS = 'layouts are chosen, keep pinned records, take the selection alone, and are undone';
const TOOLS = 'a selection is made, turned over, grown and shrunk by keys, menu and drawing';
const GROUPED =
  'records are grouped under a name, closed, carried, opened and taken apart, and undo leads back';
const PART =
  'a big case opens on a part of it; the rest is found; kinds are left out by the legend; a rectangle selects';
const BY_POINTER =
  'by pointer: a click selects, a drag pins, undo puts back, and the canvas follows the theme';
const BY_KEYBOARD =
  'by keyboard: everything on the map is reached and done, a menu does what keys do, and it stays as it was left';
const TIMELINE =
  'the timeline: travelled by key, brushed by date and by key, stepped through, below the map too';
const PLACES =
  'the places: travelled by key, gathered, chosen by lasso, with map data that is added, replaced and removed';
const MATRIX =
  'the matrix: travelled cell by cell, read and chosen by key, as a table, of a selection';
const FILTER =
  'facets, histograms and typed conditions are one filter, told by the map and taken away one by one';
const STYLE =
  'style and legend follow each other, and a rule marks what meets it until an edit says otherwise';
const NAMED_VIEWS =
  'a view is saved, opened, renamed, duplicated and deleted by name; opening one is one step of undo away, and looks are stepped back through';
const COMPARED =
  'views are compared by marks, counts and lists; the overview looks elsewhere; a card tells of what the cursor is at';
const LARGE =
  'more records than can be read are shown as communities and counts, by key and pointer, and open into a map';

const VISUALISATION: readonly Feature[] = [
  {
    row: 36,
    feature: 'Layouts by force, stress, community, circle, levels, rings and grid',
    proofs: [
      proof(
        'unit/canvas/layout/shapes.test.ts',
        'levels order a tree so that nothing crosses, though its nodes are numbered crosswise',
      ),
      proof(
        'unit/canvas/layout/shapes.test.ts',
        'communities lie apart, and a protected person joins none',
      ),
      proof(
        'unit/canvas/layout/shapes.test.ts',
        'circle leaves fixed nodes exactly where they are',
      ),
      proof('e2e/map-tools.spec.ts', LAYOUTS, 'the selection alone'),
    ],
  },
  {
    row: 37,
    feature: 'Layouts come out the same each time, by their seed',
    proofs: [
      proof(
        'unit/canvas/layout/engine.test.ts',
        'the same network is drawn the same way every time, and another seed draws it another way',
      ),
      proof('unit/canvas/layout/shapes.test.ts', 'force gives the same places every time'),
      proof('backend/graph-overview.test.ts', 'the same case is parted the same way'),
      proof(
        'unit/canvas/layout-client.test.ts',
        'the same records are laid out alike, in whatever order they came to the map',
      ),
    ],
  },
  {
    row: 38,
    feature: 'The mental map is kept: what is there stays where it is when records arrive',
    proofs: [
      proof(
        'unit/canvas/layout/shapes.test.ts',
        '20 nodes that arrive on a map laid out by stress shift those there by 0 on average',
      ),
      proof(
        'unit/canvas/map-model.test.ts',
        'what stays on the map stays where it is when records are read anew',
      ),
      proof('e2e/map.spec.ts', BY_KEYBOARD, 'it is as it was left after a look at another screen'),
      proof(
        'unit/canvas/layout-client.test.ts',
        'records that arrive on the map leave every record that was there where it is',
      ),
    ],
  },
  {
    row: 39,
    feature: 'Groups that close into one node and open again',
    proofs: [
      proof(
        'unit/canvas/groups.test.ts',
        'a closed group is one node with its members counted by kind and its levers added up',
      ),
      proof('unit/canvas/groups.test.ts', 'opened again, everything is as it was and where it was'),
      proof('e2e/map-tools.spec.ts', GROUPED, 'closed, one node stands for all'),
      proof('e2e/map-tools.spec.ts', GROUPED, 'opened from its menu, and taken apart'),
    ],
  },
  {
    row: 40,
    feature: 'A timeline of events, calls and dated links, with a span that filters and plays',
    proofs: [
      proof(
        'backend/timeline.test.ts',
        'everything dated about some records comes with its lane and its dates as they are known',
      ),
      proof(
        'unit/renderer/timeline.test.ts',
        'play goes on by whole units and ends where nothing more is dated',
      ),
      proof(
        'e2e/lenses.spec.ts',
        TIMELINE,
        'handles move by key, ten days with Shift; steps move the whole span',
      ),
      proof(
        'e2e/lenses.spec.ts',
        TIMELINE,
        'on the map it stands below by Ctrl+J; the span goes along and is taken away from the status bar',
      ),
    ],
  },
  {
    row: 41,
    feature: 'A map of places that needs no network, with clusters',
    proofs: [
      proof(
        'backend/place.test.ts',
        'records are placed by their coordinates, their postcode, its district or their premises, and it is said which',
      ),
      proof(
        'backend/place.test.ts',
        'no person is placed, and nothing tells who lives at a place, least of all a protected person',
      ),
      proof(
        'e2e/lenses.spec.ts',
        PLACES,
        'the whole case is gathered into clusters, which open by key',
      ),
      proof(
        'e2e/loopback.spec.ts',
        'lets no text become markup or script, and nothing reach another address',
      ),
    ],
  },
  {
    row: 42,
    feature: 'Facets and histograms with counts that leave their own facet out',
    proofs: [
      proof(
        'backend/entity-query.test.ts',
        'facets count what the other conditions leave, and what hides most is named',
      ),
      proof(
        'e2e/filter.spec.ts',
        FILTER,
        'a facet lets one kind through, and counts what else could be chosen',
      ),
      proof('e2e/filter.spec.ts', FILTER, 'a histogram is changed by arrow keys and by typing'),
    ],
  },
  {
    row: 43,
    feature: 'Style by attribute, and rules of formatting that stay live',
    proofs: [
      proof(
        'backend/graph-style.test.ts',
        'what a rule of the map lets through follows an edit, and its undoing',
      ),
      proof(
        'unit/map/dress.test.ts',
        'of the rules that mark a record the first says ring and badge, all together the rest; one that is off says nothing',
      ),
      proof('e2e/views.spec.ts', STYLE, 'a rule marks the records that meet it'),
      proof('e2e/views.spec.ts', STYLE, 'and lets one go when its record is edited'),
    ],
  },
  {
    row: 44,
    feature: 'A legend that makes itself, counts, and leaves kinds out',
    proofs: [
      proof(
        'unit/map/legend-counts.test.ts',
        'the legend counts kinds in the order of the ontology, and leaves out those that are absent',
      ),
      proof(
        'e2e/map.spec.ts',
        PART,
        'the legend hides a kind, says how many that are, and shows them again',
      ),
      proof(
        'e2e/views.spec.ts',
        STYLE,
        'colours follow a field, are counted and are undone by name',
      ),
    ],
  },
  {
    row: 45,
    feature: 'Search of every field, by numbers in any spacing, with typing errors forgiven',
    proofs: [
      proof(
        'backend/search.test.ts',
        'an entity is found by any field of any record, in any spacing, case and accents',
      ),
      proof(
        'backend/search.test.ts',
        'one or two typing errors are forgiven, by length, and what is typed right comes first',
      ),
      proof(
        'e2e/frame.spec.ts',
        'records and commands are found in one box, rows are walked by keys, and undo names what it does',
        'Enter straight after typing opens what the text finds, not what an earlier one found',
      ),
      proof(
        'e2e/map.spec.ts',
        PART,
        'a record that is not on the map is found, brought onto it with its links, and selected',
      ),
      proof(
        'e2e/map.spec.ts',
        BY_KEYBOARD,
        'a copied reference brings a hidden record back when it is pasted, as one step that can be undone',
      ),
      proof(
        'unit/map/pasted.test.ts',
        'a record is found by its reference or whole name; namesakes are all meant; near misses are not',
      ),
    ],
  },
  {
    row: 46,
    feature: 'Neighbours are brought onto the map',
    proofs: [
      proof('backend/graph.test.ts', 'expanding brings what was hidden and tells the new count'),
      proof(
        'unit/map/reading-queue.test.ts',
        'stopping a reading tells the backend, applies nothing, and lets what is asked later through',
      ),
      proof(
        'e2e/map.spec.ts',
        BY_POINTER,
        'a click selects, Ctrl adds, a click on the ground clears, and a double click brings neighbours',
      ),
    ],
  },
  {
    row: 47,
    feature: 'What is not on the map is counted, for each record and for the whole',
    proofs: [
      proof(
        'backend/graph.test.ts',
        'a big case opens on its best connected person and says how many neighbours are hidden',
      ),
      proof(
        'unit/canvas/map-model.test.ts',
        'the neighbours of what is taken off the map count one more that is not on it',
      ),
      proof('e2e/map.spec.ts', PART, 'it says how much is not on the map'),
      proof(
        'e2e/map-tools.spec.ts',
        'what is hidden is counted, comes back where it was, and stays hidden over a look elsewhere',
      ),
    ],
  },
  {
    row: 48,
    feature: 'One expansion is put away again, and nothing that others brought',
    proofs: [
      proof(
        'unit/renderer/features/map-tools.test.ts',
        'putting neighbours away takes exactly what one expansion brought',
      ),
      proof(
        'unit/renderer/features/map-tools.test.ts',
        'what two expansions share stays until the second is put away too',
      ),
      proof(
        'backend/view.test.ts',
        'groups, what expansions brought, and where hidden records were outlast a restart and undo',
      ),
      proof(
        'e2e/map.spec.ts',
        BY_POINTER,
        'a click selects, Ctrl adds, a click on the ground clears, and a double click brings neighbours',
      ),
    ],
  },
  {
    row: 49,
    feature: 'Lasso and marquee, and a selection that is inverted, grown and shrunk',
    proofs: [
      proof('unit/canvas/area.test.ts', 'a lasso leaves out what lies in its bay'),
      proof('e2e/map-tools.spec.ts', TOOLS, 'a lasso takes what lies within its line'),
      proof('e2e/map-tools.spec.ts', TOOLS, 'a rectangle with Alt takes away'),
      proof('e2e/map-tools.spec.ts', TOOLS, 'neighbours come in, and the rim goes again'),
    ],
  },
  {
    row: 50,
    feature: 'Every change is undone and done again by its name, across restarts',
    proofs: [
      proof(
        'backend/undo.test.ts',
        'undoing and redoing many times over leaves exactly the rows there were',
      ),
      proof('backend/undo.test.ts', 'undo and redo survive closing and unlocking'),
      proof(
        'backend/undo.test.ts',
        'every table that holds the user’s work is in the list of change triggers',
      ),
      proof(
        'backend/history.test.ts',
        'stepping to a change undoes or redoes all of one’s own between, at once',
      ),
      proof(
        'e2e/map.spec.ts',
        BY_POINTER,
        'a dragged record is pinned where it was put, and undo puts it back',
      ),
    ],
  },
  {
    row: 51,
    feature: 'Notes, frames and callouts on the chart',
    proofs: [
      proof(
        'unit/map/annotation.test.ts',
        'a callout points at its record or at the middle of its link, bend and all, and goes with them',
      ),
      proof(
        'e2e/views.spec.ts',
        'notes, frames and callouts are written, moved, resized, coloured, undone and kept as typed',
        'a note by key: written, moved and resized by arrows, coloured',
      ),
      proof(
        'e2e/views.spec.ts',
        'notes, frames and callouts are written, moved, resized, coloured, undone and kept as typed',
        'a callout to the selected record, and a frame that goes with its records',
      ),
    ],
  },
  {
    row: 52,
    feature: 'Named views of places, filters, style and notes, duplicated, renamed and restored',
    proofs: [
      proof(
        'backend/view.test.ts',
        'a named view keeps all it was saved with, across a restart, and opening it is one step back away',
      ),
      proof(
        'backend/view.test.ts',
        'each change of a named view is undone by its name, and done again',
      ),
      proof('e2e/views.spec.ts', NAMED_VIEWS, 'renamed, duplicated, deleted, and each undone'),
    ],
  },
  {
    row: 53,
    feature: 'A table of the same records, one selection with the map',
    proofs: [
      proof(
        'backend/entity-query.test.ts',
        'a list is ordered by any column and then by the next, what is not known last, protected people after all',
      ),
      proof(
        'e2e/records.spec.ts',
        'the table is ordered, shaped, grouped, kept as a list, edited together, undone, copied and exported, by keyboard',
        'what is picked here is picked on the map',
      ),
      proof(
        'e2e/records.spec.ts',
        'the table is ordered, shaped, grouped, kept as a list, edited together, undone, copied and exported, by keyboard',
        'columns are ordered by, widened, moved and put away by key',
      ),
    ],
  },
  {
    row: 54,
    feature: 'A matrix of links',
    proofs: [
      proof(
        'unit/renderer/matrix.test.ts',
        'a cell holds every link of its pair in either direction, and is as sure as the surest',
      ),
      proof(
        'e2e/lenses.spec.ts',
        MATRIX,
        'Control with an arrow goes to the next link; Enter takes both ends, R and C one',
      ),
    ],
  },
  {
    row: 55,
    isOurReading: true,
    feature: 'What is too much to read is shown as communities and counts, which open into a map',
    proofs: [
      proof('unit/overview/grid.test.ts', 'how many there are decides what is shown first'),
      proof(
        'backend/graph-overview.test.ts',
        'every cell of a grid opens as many records as it counts, whatever it tells apart',
      ),
      proof(
        'e2e/large.spec.ts',
        LARGE,
        'arrow keys travel, Enter opens a community, and closing it leads back',
      ),
      proof('e2e/large.spec.ts', LARGE, 'a count of the grid opens its records'),
    ],
  },
  {
    row: 56,
    isOurReading: true,
    feature: 'Views are compared, and looks are stepped back through',
    proofs: [
      proof(
        'unit/map/look-steps.test.ts',
        'a comparison parts two sides, and lets through what is asked to stand out',
      ),
      proof('e2e/views.spec.ts', COMPARED, 'a view against the map as it is now'),
      proof(
        'e2e/views.spec.ts',
        NAMED_VIEWS,
        'what was looked at is stepped back through without undoing anything',
      ),
    ],
  },
  {
    row: 57,
    isOurReading: true,
    feature: 'The map by keyboard: travel, menus, an outline for screen readers, overview and card',
    proofs: [
      proof('e2e/map.spec.ts', BY_KEYBOARD, 'travelled, pinned, moved and selected by keys'),
      proof(
        'e2e/map.spec.ts',
        BY_KEYBOARD,
        'the menu of a record does what its keys do, and what is hidden can be shown again',
      ),
      proof(
        'unit/map/map-words.test.ts',
        'a record is read aloud with its kind, links, levers and what is not on the map',
      ),
      proof('e2e/views.spec.ts', COMPARED, 'the card tells of the record that the cursor came to'),
    ],
  },
];

/**
 * The features that analysts expect of a tool of this kind, row by row, with the tests that prove each. The rows of
 * the list have numbers; those that it names no feature for are marked as our reading.
 */
export const FEATURES: readonly Feature[] = [...MODEL, ...IMPORT, ...VISUALISATION];

/** The rows that there must be: model, import, visualisation. */
export const ROWS: readonly number[] = [
  ...Array.from({ length: 12 }, (_, index) => 1 + index),
  ...Array.from({ length: 5 }, (_, index) => 13 + index),
  22,
  ...Array.from({ length: 22 }, (_, index) => 36 + index),
];
