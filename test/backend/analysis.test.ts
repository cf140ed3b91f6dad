import { expect, test } from 'vitest';
import { type Api, importFiles, startWithCase, textFile } from './fixture.ts';

/** Two rings of people that Brook joins, a dead end behind Ezra, a shared flat, and Cary who is protected. */
const NODES = `id,type,name,role
a1,person,Ana Adder,principal
a2,person,Abe Adder,
a3,person,Ada Adder,
b,person,Brook Bridge,
c1,person,Cole Carter,
c2,person,Cleo Carter,
c3,person,Cass Carter,
e,person,Ezra End,
f,person,Fern Far,
v,person,Vida Quillfeather,exploited-child
g,ocg,Harbour group,
`;
const LINKS = `source,target,layer
a1,a2,associate of
a2,a3,associate of
a3,a1,associate of
a1,b,associate of
b,c1,associate of
c1,c2,associate of
c2,c3,associate of
c3,c1,associate of
c3,e,associate of
e,f,associate of
v,a2,associate of
v,e,associate of
a1,g,member of
a2,g,member of
`;

async function last<T>(stream: Promise<AsyncIterable<T>>): Promise<T[]> {
  const events: T[] = [];
  for await (const event of await stream) events.push(event);
  return events;
}

async function withRings() {
  const started = await startWithCase();
  await importFiles(started, [textFile('nodes.csv', NODES), textFile('edges.csv', LINKS)]);
  const { nodes } = await started.api.graph.open({});
  const idOf = (label: string) => nodes.find((node) => node.label === label)?.id ?? '';
  const hidden = nodes.find((node) => node.isProtected)?.id ?? '';
  return { ...started, idOf, hidden };
}

async function players(api: Api, input: Parameters<Api['analysis']['keyPlayers']>[0]) {
  const answer = (await last(api.analysis.keyPlayers(input))).at(-1);
  if (answer?.type !== 'answer') throw new Error('no answer');
  return answer;
}

test('key players are ranked with reasons, and nobody protected is among them', async () => {
  const { api, idOf, hidden } = await withRings();
  const { head } = await api.analysis.scope({ scope: {} });
  expect(head).toMatchObject({ records: 9, links: 10, protectedLeftOut: 1 });
  const { players: ranked } = await players(api, { scope: {} });
  expect(ranked[0]).toMatchObject({ rank: 1, entity: { id: idOf('Ezra End') } });
  expect(ranked[0]?.reason).toContainEqual({
    kind: 'cuts-off',
    count: 1,
    records: [{ id: idOf('Fern Far'), label: 'Fern Far' }],
  });
  expect(JSON.stringify(ranked)).not.toContain(hidden);
});
