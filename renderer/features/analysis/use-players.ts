import { useEffect, useMemo, useState } from 'react';
import type { CaseMeasure } from '../../../shared/analysis/case-measure.ts';
import type {
  AnalysisProgress,
  KeyPlayer,
  KeyPlayersAnswer,
} from '../../../shared/api/analysis.ts';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { useApi } from '../../api/use-api.ts';
import { type Running, useRunning } from '../../api/use-running.ts';
import { areMoreWithheldNow, readWithheld } from '../../api/withheld.ts';
import { useStore } from '../../store/store.ts';
import type { Scope } from '../../store/use-scope.ts';
import { doubtsOf, type Player, playerOf, type RankingDoubts } from './players.ts';

/** Key players that are asked for at a time. */
const PAGE = 200;
/** Links are left out by chance so often; a thousand would take as many times longer. */
const REPLICATES = 200;

/** A ranking, and what is known of its doubt. */
export interface Ranking {
  /** What it answers: another may have been asked since. */
  readonly question: Question;
  readonly answer: KeyPlayersAnswer;
  /** Values of all who were ranked, the highest of which fills a bar; null: not there yet. */
  readonly most: number | null;
  /** Null: not reckoned yet. */
  readonly doubts: RankingDoubts | null;
  /** Who was protected when it was computed. */
  readonly withheld: readonly string[];
}

interface Question {
  readonly scope: Scope;
  readonly measure: CaseMeasure;
  readonly withLever: boolean;
}

async function readPage(
  { scope, measure, withLever }: Question,
  offset: number,
  told: {
    readonly signal?: AbortSignal;
    readonly onProgress?: (progress: AnalysisProgress) => void;
  } = {},
): Promise<KeyPlayersAnswer | null> {
  const events = await api.analysis.keyPlayers(
    { scope, measure, withLever, offset, limit: PAGE },
    told.signal ? { signal: told.signal } : {},
  );
  let answer: KeyPlayersAnswer | null = null;
  for await (const event of events) {
    if (event.type === 'answer') answer = event;
    else told.onProgress?.(event);
  }
  return answer;
}

/** Key players of the graph that is measured: values first, intervals after them, further pages as they are looked at. */
export function usePlayers(question: Question): {
  readonly running: Running<Ranking>;
  /** Beside the ranks of the list; undefined: not read yet. */
  readonly players: readonly (Player | undefined)[];
  look(first: number, last: number): void;
} {
  const { scope, measure, withLever } = question;
  const revision = useStore((state) => state.revision);
  const key = useMemo(
    () => JSON.stringify([scope, measure, withLever]),
    [scope, measure, withLever],
  );
  const withheldNow = useApi(readWithheld, [revision]);
  const running = useRunning<Ranking>(key, revision, async (signal, tell) => {
    const withheld = await readWithheld(signal);
    const answer = await readPage(question, 0, { signal, onProgress: tell.progress });
    if (!answer) return;
    let ranking: Ranking = { question, answer, most: null, doubts: null, withheld };
    tell.value(ranking);
    if (answer.players.length === 0) return;
    const events = await api.analysis.measure(
      { scope, measures: [measure], replicates: REPLICATES },
      { signal },
    );
    let ids: readonly string[] = [];
    for await (const event of events) {
      if (event.type === 'records') ids = event.ids;
      else if (event.type === 'progress') tell.progress(event);
      else if (event.type === 'values') {
        const most = event.values.reduce<number>((high, value) => Math.max(high, value ?? 0), 0);
        ranking = { ...ranking, most };
        tell.value(ranking);
      } else {
        ranking = { ...ranking, doubts: doubtsOf(ids, event) };
        tell.value(ranking);
      }
    }
  });
  // Names and reasons may tell of somebody who has been protected since: then nothing of it stays, however long the
  // next one takes.
  const isUnsafe =
    running.isStale &&
    running.value !== null &&
    areMoreWithheldNow(running.value.withheld, withheldNow);
  const value = isUnsafe ? null : running.value;
  const answer = value?.answer ?? null;
  const pages = usePages(question, answer);
  const doubts = value?.doubts ?? null;
  const players = useMemo(
    () => joined(pages.rows, answer?.found ?? 0, doubts),
    [pages.rows, answer, doubts],
  );
  return { running: { ...running, value }, players, look: pages.look };
}

/** Pages after the first, read when they come into sight. */
function usePages(
  question: Question,
  answer: KeyPlayersAnswer | null,
): {
  readonly rows: ReadonlyMap<number, KeyPlayer>;
  look(first: number, last: number): void;
} {
  const [further, setFurther] = useState<{
    readonly of: KeyPlayersAnswer | null;
    readonly rows: ReadonlyMap<number, KeyPlayer>;
    readonly asked: ReadonlySet<number>;
  }>({ of: null, rows: new Map(), asked: new Set() });
  const [wanted, setWanted] = useState(0);
  const known = further.of === answer ? further : null;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a page is of the answer that is shown.
  useEffect(() => {
    if (!answer || wanted === 0 || known?.asked.has(wanted)) return;
    if (wanted * PAGE >= answer.found) return;
    const asked = new Set([...(known?.asked ?? []), wanted]);
    setFurther({ of: answer, rows: known?.rows ?? new Map(), asked });
    readPage(question, wanted * PAGE).then(
      (page) =>
        setFurther((last) => {
          // Of another state of the case: the ranking is computed again, and its pages with it.
          if (last.of !== answer || page?.head.revision !== answer.head.revision) return last;
          const rows = new Map(last.rows);
          for (const [at, player] of page.players.entries()) rows.set(wanted * PAGE + at, player);
          return { ...last, rows };
        }),
      (error: unknown) => useStore.getState().say(toAppError(error).message, { tone: 'failed' }),
    );
  }, [answer, wanted]);

  const rows = useMemo(() => {
    const all = new Map(answer?.players.map((player, at) => [at, player] as const) ?? []);
    for (const [at, player] of known?.rows ?? []) all.set(at, player);
    return all;
  }, [answer, known?.rows]);
  return {
    rows,
    look(first, last) {
      const page = [first, last]
        .map((row) => Math.floor(row / PAGE))
        .find((at) => !rows.has(at * PAGE));
      if (page !== undefined && page !== wanted) setWanted(page);
    },
  };
}

function joined(
  rows: ReadonlyMap<number, KeyPlayer>,
  count: number,
  doubts: RankingDoubts | null,
): readonly (Player | undefined)[] {
  return Array.from({ length: count }, (_, at) => {
    const row = rows.get(at);
    if (!row) return undefined;
    const isTied = [rows.get(at - 1), rows.get(at + 1)].some((near) => near?.rank === row.rank);
    return playerOf(row, { isTied, doubts });
  });
}
