import type { StateCreator } from 'zustand';
import type { LeftPanel } from './explore.ts';
import type { Store } from './store.ts';

/** What is asked of the path finder. */
export interface PathQuestion {
  readonly fromId: string | null;
  readonly toId: string | null;
  /** More than two records: ways between each two of them are looked for instead. */
  readonly amongIds: readonly string[];
  readonly mostLinks: number;
  readonly usesTentative: boolean;
  /** Whether ways through the membership of a group are left out: every two members would be two links apart. */
  readonly leavesOutMembership: boolean;
  /** Records that no route may pass. */
  readonly avoidIds: readonly string[];
  /** Links that held within these days, whole or partial; null: of any day. */
  readonly since: string | null;
  readonly until: string | null;
  /** Whether each link may not be over before those before it began. */
  readonly isInTimeOrder: boolean;
  readonly sort: 'evidence' | 'links' | 'strength';
}

/** A route that is lifted on the map: its records in order, and the links between them. */
export interface LiftedRoute {
  readonly entityIds: readonly string[];
  readonly relationIds: readonly string[];
  /** As the status bar has it: “Route 1 of 3, 5 links”. */
  readonly words: string;
}

/** A ground below records of the map: a community. Protected people are never among its members. */
export interface Hull {
  readonly id: string;
  readonly name: string;
  /** As the list has it; not all of them need be on the map. */
  readonly count: number;
  /** Which colour of the palette, from 0. */
  readonly tone: number;
  readonly memberIds: readonly string[];
}

/** Circles around one record: who is so many links away. */
export interface EgoRings {
  readonly id: string;
  readonly ringOf: ReadonlyMap<string, number>;
}

/** What came and what left between two dates, as it is marked on the map. */
export interface ChangeMarks {
  readonly cameIds: ReadonlySet<string>;
  readonly leftIds: ReadonlySet<string>;
  readonly cameRelationIds: ReadonlySet<string>;
  readonly leftRelationIds: ReadonlySet<string>;
  /** The two days, ISO 8601. */
  readonly from: string;
  readonly to: string;
}

/** Two people whose link nobody has seen: it is drawn as a question, and is not in the case. */
export interface UnseenLink {
  readonly aId: string;
  readonly bId: string;
}

/** How communities are looked for. */
export interface CommunityQuestion {
  /** From fewer, larger ones, below 0, to more, smaller ones. */
  readonly detail: number;
  readonly isOfMap: boolean;
  /** Whether strong ties count for more. */
  readonly isWeighted: boolean;
}

/** What the analysis panels ask and draw: ids and settings. */
export interface NetworkSlice {
  readonly pathQuestion: PathQuestion;
  readonly liftedRoute: LiftedRoute | null;
  /** Null: nobody asked for communities yet. */
  readonly communityQuestion: CommunityQuestion | null;
  /** Communities that are not drawn, by their first members. */
  readonly hiddenCommunityKeys: readonly string[];
  /** Whether grounds are drawn at all. */
  readonly hasHulls: boolean;
  /** Every community that was found, the largest first. */
  readonly communities: readonly Hull[];
  /** Those of them that are drawn. */
  readonly hulls: readonly Hull[];
  /** Whether records are coloured by their community. */
  readonly hasCommunityColours: boolean;
  readonly egoRings: EgoRings | null;
  readonly changeMarks: ChangeMarks | null;
  /** Whether both dates are drawn side by side in place of the map. */
  readonly hasChangeSides: boolean;
  /** The link that nobody has seen and that is drawn nonetheless. */
  readonly unseenLink: UnseenLink | null;
  /** The records whose ties are looked at. */
  readonly tiedIds: readonly string[];
  /** The record that others are compared with. */
  readonly likenedId: string | null;
  /** The record in the middle of the ego view, and how far it reaches. */
  readonly egoId: string | null;
  readonly egoHops: number;
  askPath(change: Partial<PathQuestion>): void;
  liftRoute(route: LiftedRoute | null): void;
  askCommunities(change: Partial<CommunityQuestion>): void;
  setHasHulls(isOn: boolean): void;
  toggleCommunity(key: string): void;
  setCommunities(communities: readonly Hull[]): void;
  setHulls(hulls: readonly Hull[]): void;
  setCommunityColours(isOn: boolean): void;
  setEgoRings(rings: EgoRings | null): void;
  setChangeMarks(marks: ChangeMarks | null): void;
  setChangeSides(areOn: boolean): void;
  drawUnseenLink(link: UnseenLink | null): void;
  /** Opens the path finder: from one record, from the first of two to the other, or between each two of several. */
  findPath(ids: readonly string[]): void;
  /** Opens the path finder on what is selected, or puts it away where it is open and nothing new is. */
  togglePathFinder(): void;
  /** Opens a panel beside the map, through whatever lens the case is looked at, or puts it away. */
  toggleMapPanel(panel: LeftPanel): void;
  /** Opens the ties of several records. */
  lookAtTies(ids: readonly string[]): void;
  /** Opens the list of records that are like this one. */
  findOthersLike(id: string): void;
  /** Opens the view around one record. */
  lookAround(id: string): void;
  setEgoHops(hops: number): void;
}

/** No more records can be asked about at once. */
const MOST_ENDS = 12;

/** The question that a path finder opens with. */
export const PLAIN_PATH_QUESTION: PathQuestion = {
  fromId: null,
  toId: null,
  amongIds: [],
  mostLinks: 6,
  usesTentative: false,
  leavesOutMembership: true,
  avoidIds: [],
  since: null,
  until: null,
  isInTimeOrder: false,
  sort: 'evidence',
};

/** How communities are looked for where nobody says otherwise. */
const PLAIN_COMMUNITY_QUESTION: CommunityQuestion = { detail: 0, isOfMap: true, isWeighted: false };

/** What a case that is left takes with it. */
export const NETWORK_BEGINNING = {
  pathQuestion: PLAIN_PATH_QUESTION,
  liftedRoute: null,
  communityQuestion: null,
  hiddenCommunityKeys: [],
  hasHulls: true,
  communities: [],
  hulls: [],
  hasCommunityColours: false,
  egoRings: null,
  changeMarks: null,
  hasChangeSides: false,
  unseenLink: null,
  tiedIds: [],
  likenedId: null,
  egoId: null,
  egoHops: 2,
} as const satisfies Partial<NetworkSlice>;

/** Paths, communities, ties and change. */
export const createNetworkSlice: StateCreator<Store, [], [], NetworkSlice> = (set, get) => ({
  ...NETWORK_BEGINNING,
  askPath: (change) =>
    set(({ pathQuestion }) => ({ pathQuestion: { ...pathQuestion, ...change } })),
  liftRoute: (liftedRoute) => set({ liftedRoute }),
  askCommunities: (change) =>
    set(({ communityQuestion }) => ({
      communityQuestion: { ...(communityQuestion ?? PLAIN_COMMUNITY_QUESTION), ...change },
    })),
  setHasHulls: (hasHulls) => set({ hasHulls }),
  toggleCommunity: (key) =>
    set(({ hiddenCommunityKeys: hidden }) => ({
      hiddenCommunityKeys: hidden.includes(key)
        ? hidden.filter((each) => each !== key)
        : [...hidden, key],
    })),
  setCommunities: (communities) => set({ communities }),
  setHulls: (hulls) => set({ hulls }),
  setCommunityColours: (hasCommunityColours) => set({ hasCommunityColours }),
  setEgoRings: (egoRings) => set({ egoRings }),
  setChangeMarks: (changeMarks) => set({ changeMarks }),
  setChangeSides: (hasChangeSides) => set({ hasChangeSides }),
  drawUnseenLink: (unseenLink) => set({ unseenLink }),
  findPath(ids) {
    const [fromId = null, toId = null] = ids;
    const amongIds = ids.length > 2 ? ids.slice(0, MOST_ENDS) : [];
    const { pathQuestion } = get();
    set({ lens: 'map', pathQuestion: { ...pathQuestion, fromId, toId, amongIds, avoidIds: [] } });
    get().openLeftPanel('path');
  },
  togglePathFinder() {
    const { selectedIds, leftPanel, screen, lens, pathQuestion } = get();
    const isInSight = leftPanel === 'path' && screen === 'map' && lens === 'map';
    if (isInSight && selectedIds.length < 2) get().closeLeftPanel();
    else if (selectedIds.length > 0 || pathQuestion.fromId === null) get().findPath(selectedIds);
    else {
      set({ lens: 'map' });
      get().openLeftPanel('path');
    }
  },
  toggleMapPanel(panel) {
    const { leftPanel, screen, lens } = get();
    if (leftPanel === panel && screen === 'map' && lens === 'map') get().closeLeftPanel();
    else {
      set({ lens: 'map' });
      get().openLeftPanel(panel);
    }
  },
  lookAtTies(tiedIds) {
    set({ tiedIds });
    get().openLeftPanel('ties');
  },
  findOthersLike(likenedId) {
    set({ likenedId });
    get().openLeftPanel('similar');
  },
  lookAround(egoId) {
    set({ egoId, lens: 'map' });
    get().openLeftPanel('ego');
  },
  setEgoHops: (egoHops) => set({ egoHops }),
});
