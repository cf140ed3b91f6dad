import { createHash } from 'node:crypto';
import type { CaseState } from '../../shared/api/case.ts';
import { AppError } from '../../shared/api/errors.ts';
import type { Lever } from '../../shared/domain/lever.ts';
import type { Ontology } from '../../shared/domain/ontology.ts';
import { type BulkRepository, createBulkRepository } from '../db/bulk.ts';
import { rememberCatalogue } from '../db/case-levers.ts';
import { readArea } from '../db/case-setting.ts';
import {
  type CommunityNameRepository,
  createCommunityNameRepository,
} from '../db/community-name.ts';
import { createEntityRepository, type EntityRepository } from '../db/entity.ts';
import type { EntityColumns } from '../db/entity-column.ts';
import { createGraphRepository, type GraphRepository } from '../db/graph.ts';
import type { CaseKeys } from '../db/keyslot.ts';
import type { LeverCatalogue } from '../db/lever-catalogue.ts';
import type { CaseConnection } from '../db/open.ts';
import { continueDamaged } from '../db/open-damaged.ts';
import { readCaseOntology } from '../db/own-type.ts';
import { createProjection, type Projection } from '../db/projection.ts';
import { createRecordListRepository, type RecordListRepository } from '../db/record-list.ts';
import { createRelationRepository, type RelationRepository } from '../db/relation.ts';
import { createSafeguardingReader, type SafeguardingReader } from '../db/safeguarding.ts';
import { createSearchRepository, type SearchRepository } from '../db/search.ts';
import { createTouchedReader, type TouchedReader } from '../db/touched.ts';
import { createViewRepository, type ViewRepository } from '../db/view.ts';
import { createImportReader, type ImportReader } from '../jobs/import-reader.ts';
import { type AnalysisIndex, createAnalysisIndex } from './analysis-index.ts';
import { createCaseMarks } from './case-marks.ts';
import { type CaseWork, createCaseWork } from './case-work.ts';
import { createLeverIndex, type LeverIndex } from './lever-index.ts';
import { createOpeningIndex, type OpeningIndex } from './opening-index.ts';
import { createQueryIndex, type QueryIndex } from './query-index.ts';
import { createFileRegistry, type FileRegistry } from './registered-file.ts';

/** The case that is open, with everything that reads and writes it. */
export interface OpenCase {
  readonly handle: string;
  readonly name: string;
  readonly connection: CaseConnection;
  readonly keys: CaseKeys;
  readonly user: string;
  readonly role: string;
  readonly reason: string | null;
  readonly isDemonstration: boolean;
  /** What is shipped, with what this case adds and calls otherwise. */
  readonly ontology: Ontology;
  readonly entities: EntityRepository;
  readonly relations: RelationRepository;
  readonly graph: GraphRepository;
  readonly search: SearchRepository;
  readonly touched: TouchedReader;
  readonly decisions: SafeguardingReader;
  readonly bulk: BulkRepository;
  readonly views: ViewRepository;
  readonly recordLists: RecordListRepository;
  readonly communityNames: CommunityNameRepository;
  readonly projection: Projection;
  readonly levers: LeverIndex;
  readonly openings: OpeningIndex;
  readonly queries: QueryIndex;
  /** Graphs of the case, and the threads that measure them. */
  readonly analysis: AnalysisIndex;
  /** Looks at files before they are imported. */
  readonly reader: ImportReader;
  /** Entities and relations that the map could draw; kept until records change. */
  readonly totals: () => { readonly entities: number; readonly relations: number };
  /** Counts them, where they were counted before from what filters ask, which is waited for. */
  readonly countTotals: () => Promise<void>;
}

/** What every handler of this backend shares: at most one open case, the files that were chosen, and who listens. */
export interface Session extends CaseWork, Omit<FileRegistry, 'forgetAllFiles'> {
  /** That of the open case; what is shipped where none is. */
  readonly ontology: Ontology;
  readonly shippedOntology: Ontology;
  /** The levers that answer. */
  readonly catalogue: readonly Lever[];
  /** Every lever at hand, and what is wrong with the files of others. */
  readonly leverCatalogue: LeverCatalogue;
  /** Takes other levers: every answer is made anew, and listeners are told. */
  setLeverCatalogue(catalogue: LeverCatalogue): void;
  readonly resourcesDir: string;
  readonly today: () => string;
  current(): OpenCase | null;
  /** @throws {AppError} `case-not-open` */
  open(): OpenCase;
  setOpen(
    opened: Omit<
      OpenCase,
      | 'ontology'
      | 'entities'
      | 'relations'
      | 'graph'
      | 'search'
      | 'touched'
      | 'decisions'
      | 'bulk'
      | 'views'
      | 'recordLists'
      | 'communityNames'
      | 'projection'
      | 'levers'
      | 'openings'
      | 'queries'
      | 'analysis'
      | 'reader'
      | 'totals'
      | 'countTotals'
    >,
    /** False where listeners are told only once something was put into it. */
    isTold?: boolean,
  ): OpenCase;
  /** Ends what is being worked out of the open case, before its connection is exchanged. */
  pause(): void;
  /** Something could not be read: where it is the open case that is damaged, it goes on for reading alone. */
  noticeDamage(): void;
  /** Closes the connection and wipes the keys. `locked` keeps in mind which case it was. */
  setClosed(status: 'locked' | 'closed'): void;
  state(): CaseState;
  /** Rises whenever records change, and when another case is opened. */
  revision(): number;
  /** The case's own types changed: everything that reads them is made anew, and listeners told. */
  retype(): void;
  /** Says that the case changed: answers that were kept are dropped, listeners told. */
  changed(what?: 'records' | 'view'): void;
  subscribe(listener: (state: CaseState) => void): () => void;
}

const CLOSED: CaseState = {
  status: 'closed',
  handle: null,
  name: null,
  user: null,
  marking: null,
  markingDefaults: null,
  isDemonstration: false,
  isReadOnly: false,
  isDamaged: false,
  revision: 0,
  viewRevision: 0,
  typesRevision: 0,
};

/** The state shared by the handlers of one backend. */
export function createSession(options: {
  readonly ontology: Ontology;
  readonly catalogue: LeverCatalogue;
  readonly resourcesDir: string;
  readonly now: () => number;
}): Session {
  const { ontology: shippedOntology, resourcesDir, now } = options;
  let leverCatalogue = options.catalogue;
  const listeners = new Set<(state: CaseState) => void>();
  const { forgetAllFiles, ...files } = createFileRegistry();
  const today = () => new Date(now()).toISOString().slice(0, 10);
  let current: Mutable<OpenCase> | null = null;
  /** The day by which the open case was last reckoned. */
  let reckonedOn = today();
  let closedState = CLOSED;
  // Rises with every change, across cases too, so that a reader never mistakes one state for another.
  let revision = 0;
  let viewRevision = 0;
  let typesRevision = 0;
  let totals: { readonly entities: number; readonly relations: number } | null = null;
  let hasCounted = false;
  const marks = createCaseMarks();

  function state(): CaseState {
    if (!current) return { ...closedState, revision, viewRevision, typesRevision };
    return {
      status: 'open',
      handle: current.handle,
      name: current.name,
      user: current.user,
      ...marks.of(current.connection),
      isDemonstration: current.isDemonstration,
      isReadOnly: current.connection.isReadOnly,
      isDamaged: current.connection.isDamaged,
      revision,
      viewRevision,
      typesRevision,
    };
  }

  function changed(what: 'records' | 'view' = 'records'): void {
    viewRevision++;
    marks.forget();
    if (what === 'records') {
      revision++;
      totals = null;
      current?.levers.invalidate();
      current?.openings.invalidate();
      current?.search.invalidate();
      current?.queries.invalidate();
      current?.analysis.invalidate();
      if (current) prepareAgain(current);
    }
    tell();
  }

  /** Makes anew what reads the types, the levers or the calendar of the open case. */
  function renew(what: 'types' | 'levers' | 'day'): void {
    if (!current) return;
    const { levers, openings, queries, analysis, connection, ontology: before } = current;
    const typed = typedParts(current, {
      ontology: readCaseOntology(connection.db, shippedOntology),
      catalogue: leverCatalogue.active,
      today: today(),
      revision: () => revision,
    });
    reckonedOn = today();
    // Other levers change nothing in the case, which may be open for reading only.
    if (what === 'types') connection.db.transaction(() => typed.projection.follow(before))();
    if (what === 'day') typed.projection.ensureCurrent();
    // Whoever holds the open case across a pause finds what is right now.
    Object.assign(current, typed);
    levers.stop();
    openings.stop();
    queries.stop();
    analysis.stop();
    typesRevision++;
    changed('records');
  }

  function tell(): void {
    const told = state();
    for (const listener of listeners) listener(told);
  }

  return {
    get ontology() {
      return current?.ontology ?? shippedOntology;
    },
    shippedOntology,
    get catalogue() {
      return leverCatalogue.active;
    },
    get leverCatalogue() {
      return leverCatalogue;
    },
    setLeverCatalogue(catalogue) {
      leverCatalogue = catalogue;
      if (current) renew('levers');
    },
    resourcesDir,
    today,
    current: () => current,
    open() {
      if (!current)
        throw new AppError('case-not-open', 'No case is open. Open or unlock one first.');
      // A case may stay open past midnight: ages, reports and decisions lapse by the day.
      if (reckonedOn !== today() && !current.connection.db.inTransaction) renew('day');
      return current;
    },
    setOpen(opened, isTold = true) {
      const { db } = opened.connection;
      const entities = createEntityRepository(db);
      const relations = createRelationRepository(db);
      const parts = {
        connection: opened.connection,
        entities,
        relations,
        search: createSearchRepository(db),
        touched: createTouchedReader(db),
        decisions: createSafeguardingReader(db),
      };
      const typed = typedParts(parts, {
        ontology: readCaseOntology(db, shippedOntology),
        catalogue: leverCatalogue.active,
        today: today(),
        revision: () => revision,
      });
      reckonedOn = today();
      typed.projection.ensureCurrent();
      if (!opened.connection.isReadOnly) rememberCatalogue(db, leverCatalogue);
      const made: OpenCase = {
        ...opened,
        ...parts,
        ...typed,
        bulk: createBulkRepository(db),
        views: createViewRepository(db),
        recordLists: createRecordListRepository(db),
        communityNames: createCommunityNameRepository(db),
        reader: createImportReader(),
        totals() {
          const mapKinds = kindsOnMap(made.ontology);
          const columns = made.queries.columnsIfRead();
          totals ??= columns
            ? countDrawn(columns, mapKinds)
            : { entities: made.graph.countOnMap(), relations: relations.countAmong(mapKinds) };
          hasCounted = true;
          return totals;
        },
        async countTotals() {
          // The first time a pass over the relations is sooner done than everything else that filters ask.
          if (totals === null && hasCounted) await made.queries.ready();
        },
      };
      current = made;
      marks.forget();
      totals = null;
      hasCounted = false;
      revision++;
      viewRevision++;
      typesRevision++;
      if (isTold) tell();
      return made;
    },
    pause() {
      current?.levers.stop();
      current?.openings.stop();
      current?.queries.stop();
      current?.analysis.stop();
    },
    retype: () => renew('types'),
    noticeDamage() {
      if (!current || current.connection.isDamaged) return;
      const { levers, openings, queries, analysis, reader, keys } = current;
      const connection = continueDamaged(current.connection, keys);
      if (!connection) return;
      for (const part of [levers, openings, queries, analysis]) part.stop();
      reader.end();
      this.setOpen({ ...current, connection });
    },
    setClosed(status) {
      // Chosen files are of the case that was open: nothing of them outlives it.
      forgetAllFiles();
      if (current) {
        const was = state();
        current.levers.stop();
        current.openings.stop();
        current.queries.stop();
        current.analysis.stop();
        current.reader.end();
        current.connection.close();
        current.keys.databaseKey.fill(0);
        current.keys.auditKey.fill(0);
        current = null;
        closedState = status === 'locked' ? { ...was, status: 'locked' } : CLOSED;
      } else if (status === 'closed') closedState = CLOSED;
      revision++;
      typesRevision++;
      tell();
    },
    state,
    revision: () => revision,
    changed,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ...createCaseWork(),
    ...files,
  };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function kindsOnMap(ontology: Ontology): ReadonlySet<string> {
  return new Set(ontology.kinds.filter((kind) => kind.isOnMap).map((kind) => kind.id));
}

/** What reads the types of a case, and is made anew when they change. */
function typedParts(
  parts: Pick<
    OpenCase,
    'connection' | 'entities' | 'relations' | 'search' | 'touched' | 'decisions'
  >,
  options: {
    readonly ontology: Ontology;
    readonly catalogue: readonly Lever[];
    readonly today: string;
    readonly revision: () => number;
  },
): Pick<
  OpenCase,
  'ontology' | 'projection' | 'graph' | 'levers' | 'openings' | 'queries' | 'analysis'
> {
  const { ontology, today, revision } = options;
  const { db } = parts.connection;
  const levers = createLeverIndex(parts, { ...options, area: () => readArea(db) });
  const queries = createQueryIndex({ ...parts, levers }, { ontology, today });
  return {
    ontology,
    projection: createProjection(db, ontology, today),
    graph: createGraphRepository(db, parts, ontology),
    levers,
    openings: createOpeningIndex(levers, options),
    queries,
    analysis: createAnalysisIndex({ ...parts, queries, levers }, { ontology, today, revision }),
  };
}

/** Begins at once to work out anew what everyone will ask for, in pauses between calls. */
function prepareAgain({ queries, levers }: OpenCase): void {
  // Whoever asks for it is told what went wrong; here nobody asked.
  void queries.ready().catch(() => {});
  void levers.ready('counts').catch(() => {});
}

/** As counted in the case, from what filters ask: without a pass over its relations. */
function countDrawn(
  { count, type, linkEnds }: EntityColumns,
  mapKinds: ReadonlySet<string>,
): { readonly entities: number; readonly relations: number } {
  const isDrawn = type.words.map((kind) => kind !== null && mapKinds.has(kind));
  let [entities, relations] = [0, 0];
  for (let place = 0; place < count; place++) if (isDrawn[type.codes[place]!]) entities++;
  for (let at = 0; at + 1 < linkEnds.length; at += 2) {
    const [from, to] = [type.codes[linkEnds[at]!]!, type.codes[linkEnds[at + 1]!]!];
    if (isDrawn[from] && isDrawn[to]) relations++;
  }
  return { entities, relations };
}

/** Opaque, stable handle of a case file's path. */
export function handleOf(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 32);
}
