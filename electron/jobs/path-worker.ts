import { workerData } from 'node:worker_threads';
import { doBlocks } from './path-blocks.ts';
import type { PathTask } from './path-threads.ts';

const { plan, blocks } = workerData as PathTask;

doBlocks(plan, blocks);
