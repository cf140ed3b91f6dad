import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { consensusCommunities } from '../../shared/analysis/consensus.ts';
import { buildGraph } from '../../shared/analysis/graph.ts';
import { leidenCommunities } from '../../shared/analysis/leiden.ts';
import {
  normalisedMutualInformation,
  numberGroups,
  partitionModularity,
} from '../../shared/analysis/partition.ts';
import { sharedData } from '../shared-data.ts';

/**
 * How much communities tell of the true groups of a network (e-mails of an institution, whose departments are known),
 * by normalised mutual information, beside leidenalg on the same links: the run of highest modularity of each, the
 * mean of all runs, and our consensus of them, which is what a case is shown. Resolution 1, no weights. The peer runs
 * where ACHILLES_PEERS names a Python that has it.
 */
const RUNS = 100;
const PLAIN = { isWeighted: false };
const Answer = z.object({ best: z.number(), mean: z.number(), modularity: z.number() });

const folder = sharedData('communities_email_eu');
if (folder === null)
  console.log('Skipped: the data set communities_email_eu is not on this machine.');
else console.table(measure(folder));

function rowsOf(text: string): string[][] {
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(','));
}

function measure(from: string): object[] {
  const links = rowsOf(gunzipSync(readFileSync(join(from, 'edges.csv.gz'))).toString('utf8'));
  const names = [...new Set(links.flat())];
  const numberOf = new Map(names.map((name, number) => [name, number]));
  const edges = links.map((ends) => ends.map((name) => numberOf.get(name)!));
  const departmentOf = new Map(
    rowsOf(readFileSync(join(from, 'departments.csv'), 'utf8')).map(([node, department]) => [
      node,
      department,
    ]),
  );
  const truth = numberGroups(names.map((name) => departmentOf.get(name)));
  const graph = buildGraph(names.length, false, {
    sources: edges.map(([source]) => source!),
    targets: edges.map(([, target]) => target!),
    weights: null,
  });
  const found = Array.from({ length: RUNS }, (_, seed) => {
    const groupOf = leidenCommunities(graph.both, { seed, ...PLAIN });
    return {
      told: normalisedMutualInformation(groupOf, truth),
      modularity: partitionModularity(graph, groupOf, { resolution: 1, ...PLAIN }),
    };
  });
  const best = found.reduce((one, other) => (other.modularity > one.modularity ? other : one));
  const { groupOf } = consensusCommunities(graph.both, { seed: 0, runs: RUNS, ...PLAIN });
  const consensus = {
    told: normalisedMutualInformation(groupOf, truth),
    modularity: partitionModularity(graph, groupOf, { resolution: 1, ...PLAIN }),
  };
  const peer = askPeer({ count: names.length, edges, truth: [...truth], runs: RUNS });
  return [
    { communities: 'ours, consensus', ...rounded(consensus) },
    { communities: 'ours, highest modularity', ...rounded(best) },
    {
      communities: 'ours, mean of runs',
      ...rounded({ told: found.reduce((sum, { told }) => sum + told / RUNS, 0) }),
    },
    ...(peer
      ? [
          {
            communities: 'leidenalg, highest modularity',
            ...rounded({ told: peer.best, modularity: peer.modularity }),
          },
          { communities: 'leidenalg, mean of runs', ...rounded({ told: peer.mean }) },
        ]
      : []),
  ];
}

function rounded({ told, modularity }: { told: number; modularity?: number }) {
  return {
    'mutual information': told.toFixed(4),
    modularity: modularity === undefined ? '' : modularity.toFixed(5),
  };
}

function askPeer(question: object): z.infer<typeof Answer> | null {
  const python = process.env.ACHILLES_PEERS;
  if (!python || !existsSync(python)) {
    console.log('leidenalg was not asked: ACHILLES_PEERS names no Python.');
    return null;
  }
  const run = spawnSync(python, [join(import.meta.dirname, 'peers/departments_peer.py')], {
    input: `${JSON.stringify(question)}\n`,
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  if (run.status !== 0) throw new Error(`The peer failed: ${run.stderr}`);
  return Answer.parse(JSON.parse(run.stdout));
}
