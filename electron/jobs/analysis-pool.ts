import { availableParallelism } from 'node:os';
import { setImmediate as letOthersWork } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import {
  type AnalysisTask,
  runAnalysisTask,
  type TaskAnswers,
  type TaskGraph,
} from '../../shared/analysis/analysis-task.ts';
import type { Graph } from '../../shared/analysis/graph.ts';
import { AppError } from '../../shared/api/errors.ts';
import { fromFailure, type WorkFailure } from './work-failure.ts';

/** What a thread is asked: numbers alone, no key and no names. */
export interface AnalysisQuestion {
  readonly graph: TaskGraph;
  readonly task: AnalysisTask;
}

/** What it says. */
export type AnalysisAnswer =
  | { readonly answer: TaskAnswers[AnalysisTask['task']]; readonly failure: null }
  | { readonly answer: null; readonly failure: WorkFailure };

/** Threads that measure graphs: started when first wanted, ended with the case. */
export interface AnalysisPool {
  /** Does a task as soon as a thread is free. Aborting ends it, in its midst too. */
  run<T extends AnalysisTask>(
    graph: TaskGraph,
    task: T,
    signal?: AbortSignal,
  ): Promise<TaskAnswers[T['task']]>;
  /** How many tasks are done at a time. */
  readonly threads: number;
  /** Ends every thread at once: the case is left. */
  stop(): void;
}

const WORKER_URL = new URL('./analysis-worker.ts', import.meta.url);

/** So many nodes and links are measured sooner than a thread starts. */
const FEW = 400;
const MOST_THREADS = 4;

interface Waiting {
  readonly question: AnalysisQuestion;
  readonly done: PromiseWithResolvers<TaskAnswers[AnalysisTask['task']]>;
  readonly signal: AbortSignal | undefined;
}

/** Makes a pool; no thread is started yet. */
export function createAnalysisPool(): AnalysisPool {
  const threads = Math.max(1, Math.min(MOST_THREADS, availableParallelism()));
  const free: Worker[] = [];
  const all = new Set<Worker>();
  const queue: Waiting[] = [];
  const open = new Map<Worker, Waiting>();
  let isStopped = false;

  function start(): Worker {
    const worker = new Worker(WORKER_URL, { name: 'analysis' });
    // A thread that waits for questions keeps no program from ending.
    worker.unref();
    worker.on('message', ({ answer, failure }: AnalysisAnswer) => {
      const waiting = open.get(worker);
      open.delete(worker);
      worker.unref();
      if (all.has(worker)) free.push(worker);
      if (failure) waiting?.done.reject(fromFailure(failure));
      else waiting?.done.resolve(answer);
      next();
    });
    const end = (error: Error) => {
      all.delete(worker);
      const waiting = open.get(worker);
      open.delete(worker);
      waiting?.done.reject(error);
      next();
    };
    worker.on('error', end);
    worker.on('exit', () => end(new Error('A thread of the analysis ended early.')));
    all.add(worker);
    return worker;
  }

  function next(): void {
    while (!isStopped && queue.length > 0 && (free.length > 0 || all.size < threads)) {
      // Replicates are many and come after what they tell the doubt of: whatever else is asked goes before them.
      const first = Math.max(
        0,
        queue.findIndex(({ question }) => question.task.task !== 'sample'),
      );
      const [waiting] = queue.splice(first, 1);
      if (!waiting) return;
      const worker = free.pop() ?? start();
      open.set(worker, waiting);
      // Until it has answered, the program waits for it.
      worker.ref();
      worker.postMessage(waiting.question);
    }
  }

  /** Whoever asked has gone: what waits is dropped, what is under way is ended. */
  function abort(waiting: Waiting): void {
    const at = queue.indexOf(waiting);
    if (at >= 0) queue.splice(at, 1);
    waiting.done.reject(aborted());
    for (const [worker, mine] of open) {
      if (mine !== waiting) continue;
      open.delete(worker);
      all.delete(worker);
      void worker.terminate();
    }
    next();
  }

  return {
    threads,
    async run<T extends AnalysisTask>(graph: TaskGraph, task: T, signal?: AbortSignal) {
      if (isStopped) throw leftMeanwhile();
      if (signal?.aborted) throw aborted();
      if (graph.plain.nodeCount + graph.plain.linkCount <= FEW) {
        await letOthersWork();
        return runAnalysisTask(graph, task);
      }
      const waiting: Waiting = {
        question: { graph, task },
        done: Promise.withResolvers(),
        signal,
      };
      const onAbort = () => abort(waiting);
      signal?.addEventListener('abort', onAbort, { once: true });
      queue.push(waiting);
      next();
      try {
        return (await waiting.done.promise) as TaskAnswers[T['task']];
      } finally {
        signal?.removeEventListener('abort', onAbort);
      }
    },
    stop() {
      isStopped = true;
      for (const { done } of [...queue, ...open.values()]) done.reject(leftMeanwhile());
      queue.length = 0;
      open.clear();
      for (const worker of all) void worker.terminate();
      all.clear();
      free.length = 0;
    },
  };
}

function leftMeanwhile(): AppError {
  return new AppError('case-not-open', 'The case was locked meanwhile.');
}

function aborted(): Error {
  return new DOMException('Whoever asked has gone.', 'AbortError');
}

/** A graph in memory that threads share, so that handing it over copies nothing. */
export function shareGraph(graph: TaskGraph): TaskGraph {
  return {
    plain: sharedGraph(graph.plain),
    weighted: sharedGraph(graph.weighted),
    toldNodes: shared(graph.toldNodes),
    existence: shared(graph.existence),
    weightedExistence: shared(graph.weightedExistence),
  };
}

function sharedGraph(graph: Graph): Graph {
  const rows = (of: Graph['out']): Graph['out'] => ({
    nodeCount: of.nodeCount,
    offsets: shared(of.offsets),
    targets: shared(of.targets),
    weights: shared(of.weights),
    linkOf: shared(of.linkOf),
  });
  const out = rows(graph.out);
  const into = graph.in === graph.out ? out : rows(graph.in);
  return {
    ...graph,
    sources: shared(graph.sources),
    targets: shared(graph.targets),
    weights: shared(graph.weights),
    out,
    in: into,
    both: graph.both === graph.out ? out : rows(graph.both),
  };
}

/** The same numbers in shared memory. */
export function shared<T extends Int32Array | Float64Array>(values: T): T {
  const buffer = new SharedArrayBuffer(values.byteLength);
  const copy = (
    values instanceof Int32Array ? new Int32Array(buffer) : new Float64Array(buffer)
  ) as T;
  copy.set(values);
  return copy;
}
