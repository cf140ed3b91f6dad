import { expect, test } from 'vitest';
import { GRAPH_FORMATS, type GraphFormat } from '../../shared/api/graph-export.ts';
import { importFiles, startWithCase, textFile } from './fixture.ts';

type Started = Awaited<ReturnType<typeof startWithCase>>;
type Asked = Parameters<Started['api']['graph']['export']>[0];

/** What the tests let out: people, things and links, graded and dated each in its own way. */
const NODES = textFile(
  'nodes.csv',
  [
    'id,kind,name,givenName,surname,aliases,dateOfBirth,role,companyNumber,registration,number,identifier,provider,latitude,longitude,address,eventType,date,reference,indicators,notes,grade,basis',
    'p1,person,Ana Example,Ana,Example,Annie; The Baker,1981-03-27,principal,,,,,,,,,,,,large-cash,Seen & <noted>,2B P,intelligence',
    'p2,person,Bram Sample,,,,1990,,,,,,,,,,,,,,,1A,intelligence',
    'v1,person,Cary Quillfeather,,,,2012-05-05,exploited-child,,,,,,,,,,,,,seen at home,1A,intelligence',
    'b1,business,Example Nails Ltd,,,,,,99000001,,,,,,,1 Invented Row,,,,,"Says “hello”\u2028and Cary Quillfeather came",,',
    'c1,vehicle,,,,,,,,ZZ99 ZZZ,,,,,,,,,,,,,',
    'f1,phone,,,,,,,,,07700 900123,,Invented Mobile,,,,,,,,,3C,intelligence',
    'a1,account,,,,,,,,,,00-00-00 12345678,Invented Bank,,,,,,,,,,',
    'h1,premises,,,,,,,,,,,,53.48,-2.24,2 Invented Row,,,,,,,',
    'e1,event,,,,,,,,,,,,,,,Burglary,2024-02-29,CR-1,,,,',
    'o1,ocg,,,,,,,,,,,,,,,,,OCG-7,,,,',
    'x1,Drone,Invented drone,,,,,,,,,,,,,,,,,,,,',
  ].join('\n'),
);
const LINKS = textFile(
  'links.csv',
  [
    'source,target,type,startedOn,endedOn,observedOn,weight,amount,notes,grade,basis',
    'p1,b1,director-of,2019-03,2021,,,,,,',
    'p1,p2,associate-of,2020-01-02,2020-06-30,,3,,Met twice,2C P,intelligence',
    'p1,p2,associate-of,2021-01-01,2021-12-31,,3,,Met twice,2C P,intelligence',
    'p1,p2,family-of,,,2022-05,,,,3D,intelligence',
    'p1,c1,registered-keeper,2018-07-01,,,,,,,',
    'p2,f1,uses-phone,,,2024-03-01,,,,1A,intelligence',
    'b1,a1,holds-account,,,,,,,,',
    'b1,h1,trades-at,2019-03-01,,,,,,,',
    'p1,o1,member-of,,,,,,,2B,intelligence',
    'p1,e1,attends,,,2024-02-29,,,,1B,intelligence',
    'p1,v1,exploits,,,,,,,1A,intelligence',
    'v1,h1,lives-at,,,,,,,1A,intelligence',
    'p1,x1,FLEW_IT,,,,,12.5,,,',
  ].join('\n'),
);

async function exported(
  { api }: Pick<Started, 'api'>,
  more: Partial<Asked> & { readonly format: GraphFormat },
) {
  const pieces: string[] = [];
  let name = '';
  const phases = new Set<string>();
  for await (const event of await api.graph.export({
    scope: { type: 'case' },
    reason: 'For the regional unit',
    ...more,
  })) {
    if (event.text !== null) pieces.push(event.text);
    if (event.progress) phases.add(event.progress.phase);
    name = event.file?.name ?? name;
  }
  return { name, text: pieces.join(''), phases };
}

async function measuresOf(
  { api }: Pick<Started, 'api'>,
  more: Partial<Parameters<Started['api']['graph']['exportMeasures']>[0]> = {},
) {
  const pieces: string[] = [];
  for await (const { text } of await api.graph.exportMeasures({
    measures: ['degree', 'betweenness'],
    replicates: 20,
    reason: 'For the regional unit',
    ...more,
  }))
    if (text !== null) pieces.push(text);
  return { text: pieces.join('') };
}

async function startWithNetwork() {
  const started = await startWithCase();
  await importFiles(started, [NODES, LINKS], { sourceName: 'Register', basis: 'fact' });
  return started;
}

/** What a case says, whatever its ids: by what things are called. */
async function saidBy(started: Pick<Started, 'api'>) {
  const { text } = await exported(started, { format: 'ftm' });
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const nameOf = new Map(lines.map(({ id, achilles }) => [id, achilles.label ?? '']));
  return lines
    .map(({ id, schema, properties, achilles: { about, reference, ...achilles } }) => {
      const named = Object.entries<string[]>(properties)
        .map(
          ([property, values]) =>
            `${property}: ${values.map((value) => nameOf.get(value) ?? value).join('; ')}`,
        )
        .sort();
      const said = { ...achilles, ...achilles.fields, fields: null };
      return `${schema} (${named.join(', ')}) ${JSON.stringify(said, Object.keys(said).sort())}`.replaceAll(
        id,
        '',
      );
    })
    .sort();
}

test('what goes out in each format comes back as the same records, links, dates and grades', async () => {
  const from = await startWithNetwork();
  const said = await saidBy(from);
  expect(said).toHaveLength(10 + 11);
  const into = await startWithCase();
  for (const format of GRAPH_FORMATS) {
    const { text, name } = await exported(from, { format });
    const report = await importFiles(into, [textFile(name, text)], {
      sourceName: format,
      basis: 'fact',
    });
    expect(await saidBy(into), format).toEqual(said);
    await into.api.import.withdraw({ id: report.batchId ?? '' });
  }
});

test('protected people, code C and what is not graded stay; what is written of them elsewhere is masked', async () => {
  const started = await startWithNetwork();
  const { api } = started;
  await importFiles(started, [textFile('c.csv', 'id,kind,name\nz1,business,Coded Nails\n')], {
    sourceName: 'Partner',
    basis: 'fact',
    grade: { source: 1, information: 'B', handling: 'C', conditions: 'Ask first' },
  });
  await importFiles(started, [textFile('u.csv', 'id,kind,name\ny1,person,Ungraded Umber\n')], {
    sourceName: 'Heard',
    basis: 'intelligence',
  });
  const scope = { type: 'case' as const };
  expect(await api.graph.exportPreview({ scope })).toMatchObject({
    records: 10,
    links: 11,
    withheld: {
      protectedCount: 1,
      codedC: { records: 1, links: 0 },
      ungraded: { records: 1, links: 0 },
    },
    marking: 'OFFICIAL-SENSITIVE',
  });
  await expect(exported(started, { format: 'gexf' })).rejects.toThrow(
    /1 record rests on information coded C/,
  );
  for (const format of GRAPH_FORMATS) {
    const { text, name } = await exported(started, {
      format,
      leavesOutC: true,
      marking: 'OFFICIAL',
      title: 'Around Cary  Quillfeather',
      filterWords: 'cary quillfeather',
    });
    // The highest marking of what is in it holds, whatever was asked for.
    expect(name, format).toMatch(/ OFFICIAL-SENSITIVE \d{4}-\d{2}-\d{2}\./);
    expect(text, format).toContain('OFFICIAL-SENSITIVE');
    expect(text, format).toContain('1 protected record left out');
    expect(text, format).not.toMatch(/Quillfeather|exploit|Coded Nails|Ungraded Umber|Ask first/i);
    expect(text, format).toContain('Ana Example');
  }
  const { ids, linkIds, title, filter } = await api.graph.exportPicture({
    scope,
    leavesOutC: true,
    title: 'Around Cary Quillfeather',
    filterWords: 'cary quillfeather',
    reason: 'For the tasking meeting',
  });
  const { ids: hidden } = await api.entity.queryIds({ filter: 'protected:yes' });
  expect(hidden).toHaveLength(1);
  expect(ids).toHaveLength(10);
  expect(ids).not.toContain(hidden[0]);
  expect(linkIds).toHaveLength(11);
  expect(`${title} ${filter}`).not.toMatch(/Quillfeather/i);
  // What the picture writes besides comes back without the names of protected people.
  const { texts } = await api.graph.exportPicture({
    scope,
    leavesOutC: true,
    reason: 'For the tasking meeting',
    texts: ['Friends of Cary Quillfeather', 'Ana Example'],
  });
  expect(texts[0]).not.toMatch(/Quillfeather/i);
  expect(texts[1]).toBe('Ana Example');
  const measured = await measuresOf(started, { leavesOutC: true });
  expect(measured.text).not.toMatch(/Quillfeather|Coded Nails|Ungraded Umber/);
  expect(measured.text).toContain('1 protected record left out, computed with.');
  const lines = measured.text.trimEnd().split('\r\n');
  expect(lines[0]).toMatch(/^\ufeff?Record,Reference,Kind,.*rank.*Seed,Revision of the case/);
  expect(lines.some((line) => line.startsWith('Ana Example,PER-'))).toBe(true);
  expect(measured.text).toContain('Not listed, as coded C: 1 record, computed with.');
  expect(measured.text).toContain('Not listed, as not graded: 1 record, computed with.');
});

test('measures rest on links and on what people share: that any of it is coded C is asked about', async () => {
  const started = await startWithCase();
  const people = 'id,kind,name,number\np1,person,Ana Example,\np2,person,Bram Sample,\n';
  await importFiles(
    started,
    [
      textFile('nodes.csv', `${people}f1,phone,,07700 900123\n`),
      textFile(
        'links.csv',
        [
          'source,target,type,grade,basis',
          'p1,p2,associate-of,1A P,intelligence',
          'p1,f1,uses-phone,1A P,intelligence',
          'p2,f1,uses-phone,1A C,intelligence',
        ].join('\n'),
      ),
    ],
    { sourceName: 'Register', basis: 'fact' },
  );
  for (const projection of ['full', 'person-all'] as const)
    await expect(measuresOf(started, { scope: { projection } }), projection).rejects.toThrow(
      /1 link rests on information coded C/,
    );
  const { text } = await measuresOf(started, { leavesOutC: true });
  expect(text).toContain('Not listed, as coded C: 1 link, computed with.');
  // Of whom it says nothing else, no link is asked about.
  const alone = await measuresOf(started, { scope: { projection: 'person-direct' } });
  expect(alone.text).not.toContain('coded C');
});

test('a picture says of a record no more than what is graded of it', async () => {
  const started = await startWithCase();
  const { api } = started;
  await importFiles(
    started,
    [textFile('n.csv', 'id,kind,name\np1,person,Ana Example\np2,person,Bram Sample\n')],
    { sourceName: 'Register', basis: 'fact' },
  );
  const { ids } = await api.entity.queryIds({ filter: 'ana' });
  const [id = ''] = ids;
  await api.entity.correct({ id, field: 'name', value: 'Ana Umber', reason: 'Heard so' });
  const picture = await api.graph.exportPicture({
    scope: { type: 'case' },
    reason: 'For a meeting',
  });
  expect(picture.ids).toHaveLength(2);
  expect(picture.parts).toMatchObject([
    { id, label: 'Ana Example', reference: expect.stringMatching(/^PER-/) },
  ]);
});

test('an export is logged as disclosure before anything leaves, and one that is stopped leaves no file', async () => {
  const started = await startWithNetwork();
  const { api } = started;
  await expect(exported(started, { format: 'ftm', reason: ' ' })).rejects.toThrow();
  const stop = new AbortController();
  const events = await api.graph.export(
    { scope: { type: 'case' }, format: 'ftm', reason: 'Stopped' },
    { signal: stop.signal },
  );
  stop.abort();
  const seen: unknown[] = [];
  await (async () => {
    for await (const event of events) seen.push(event.file);
  })().catch(() => {});
  expect(seen.filter(Boolean)).toEqual([]);
  const { ids } = await api.entity.queryIds({ filter: 'ana' });
  const { text } = await exported(started, {
    format: 'ftm',
    scope: { type: 'selected', ids: [...ids], linkIds: null },
  });
  expect(text.trimEnd().split('\n')).toHaveLength(1);
  const rows = (await api.audit.list({})).filter(({ method }) => method === 'graph.export');
  expect(rows.at(0) ?? rows.at(-1)).toMatchObject({ category: 'disclosure' });
  expect(
    rows.some(({ reason, recordCount }) => reason === 'For the regional unit' && recordCount === 1),
  ).toBe(true);
});

test('hard text goes out of every format and comes back, save for what XML cannot hold', async () => {
  const hard = [
    '=1+1',
    '@SUM(A1)',
    '-2+3',
    'a\u0085b',
    'line\u2028separator',
    '\u202eright to left\u202c',
    '👩‍👩‍👧 family 🏴󠁧󠁢󠁥󠁮󠁧󠁿',
    ']]> <!-- & " \' -->',
    '{"schema":"Person"}',
    'x'.repeat(200),
    '__proto__',
    'constructor',
  ];
  const from = await startWithCase();
  const rows = hard.map((name, at) => `n${at},business,"${name.replaceAll('"', '""')}"`);
  const note = 'n'.repeat(64 * 1024);
  await importFiles(
    from,
    [
      textFile(
        'hard.csv',
        ['id,kind,name,notes', ...rows.map((row, at) => `${row},${at === 0 ? note : ''}`)].join(
          '\n',
        ),
      ),
    ],
    { sourceName: 'Hard', basis: 'fact' },
  );
  const namesOf = async ({ api }: Pick<Started, 'api'>) =>
    (await api.entity.query({ filter: '', limit: 100 })).items.map(({ label }) => label).sort();
  expect(await namesOf(from)).toEqual([...hard].sort());
  const into = await startWithCase();
  for (const format of GRAPH_FORMATS) {
    const { text, name } = await exported(from, { format });
    const report = await importFiles(into, [textFile(name, text)], {
      sourceName: format,
      basis: 'fact',
    });
    expect(await namesOf(into), format).toEqual([...hard].sort());
    await into.api.import.withdraw({ id: report.batchId ?? '' });
  }
});
