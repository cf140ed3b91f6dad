import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { expect, onTestFinished, test } from 'vitest';
import { createBackend } from '../../electron/backend.ts';
import { assessmentsOf, insertAssessment, keepSnapshot } from '../../electron/db/assessment.ts';
import { runCommand } from '../../electron/db/command.ts';
import type { AssessmentFields } from '../../shared/domain/assessment.ts';
import { newCase } from '../fixtures/case.ts';
import {
  type Api,
  importFiles,
  PASSPHRASE,
  RESOURCES_DIR,
  startBackend,
  startWithCase,
  temporaryDir,
  textFile,
  USER,
} from './fixture.ts';

const CLOSURE = 'closure-notice-and-order';
const PROTECTIVE = 'adult-safeguarding-enquiry';
const FOR_ADULTS = 'serious-crime-prevention-order';

const PLACES = textFile(
  'premises.csv',
  'id,type,name,premisesType\nm1,premises,The Invented Arms,pub-bar\nm2,premises,Sample House,dwelling\n',
);
const PEOPLE = textFile(
  'people.csv',
  'id,type,name,age,vulnerable\np1,person,Dee Example,34,\np2,person,Bo Sample,15,\np3,person,Cy Invented,52,yes\n',
);

async function start() {
  const started = await startWithCase();
  await importFiles(started, [PLACES], { basis: 'fact' });
  await importFiles(started, [PEOPLE], { basis: 'fact' });
  const found = new Map<string, string>();
  for (const name of ['The Invented Arms', 'Sample House', 'Dee Example'])
    found.set(name, (await started.api.entity.search({ text: name })).items[0]?.id ?? '');
  const { items } = await started.api.entity.list({ kind: 'person' });
  for (const { id, isProtected } of items) {
    if (!isProtected) continue;
    const detail = await started.api.entity.reveal({ id, reason: 'Test' });
    found.set(detail.summary.label, id);
    for (const { field, value } of detail.facts) if (field === 'name') found.set(String(value), id);
  }
  return { ...started, idOf: (name: string) => found.get(name) ?? '' };
}

const DECISION: Partial<AssessmentFields> = {
  decisionMakerName: 'Jo Decider',
  decisionMakerRole: 'Head of Community Safety',
  rationale: 'Warnings were ignored; a partial closure would not stop the supply.',
};
const DECONFLICTED: Partial<AssessmentFields> = {
  deconflictedWith: 'Sgt Lee Responsible',
  deconflictedOn: '2026-01-05',
};

async function unlock(api: Api, handle: string): Promise<void> {
  await api.case.list();
  await api.case.unlock({ handle, user: USER, passphrase: PASSPHRASE, reason: 'Test' });
}

test('an assessment is worked from considering to referred, and is refused without a decision-maker or deconfliction', async () => {
  const { api, idOf } = await start();
  const about = { entityId: idOf('The Invented Arms'), leverId: CLOSURE };
  const begun = await api.assessment.save(about);
  expect(begun).toMatchObject({
    title: 'Closure notice and closure order',
    fields: { status: 'considering', decisionMakerName: null },
    held: 0,
    changes: [],
    isUnknownLever: false,
    createdBy: USER,
  });
  expect(begun.checklist.length).toBeGreaterThan(3);
  expect(begun.checklist.every(({ state }) => state === 'not-asked')).toBe(true);

  const refused = await api.assessment
    .save({ ...about, fields: { status: 'ready' } })
    .catch((error) => error);
  expect(refused.data).toMatchObject({ code: 'invalid-value' });
  expect(refused.data.problems.map(({ column }: { column: string }) => column)).toEqual([
    'decisionMakerName',
    'decisionMakerRole',
    'rationale',
  ]);
  expect((await api.assessment.forEntity({ id: about.entityId }))[0]?.fields.status).toBe(
    'considering',
  );

  await api.assessment.save({ ...about, fields: { status: 'ready', ...DECISION } });
  await expect(api.assessment.save({ ...about, fields: { status: 'referred' } })).rejects.toThrow(
    /Deconflict with the LRO first/,
  );
  await expect(
    api.assessment.save({
      ...about,
      fields: { status: 'referred', ...DECONFLICTED, deconflictedOn: '2999-01-01' },
    }),
  ).rejects.toThrow(/still to come/);
  const referred = await api.assessment.save({
    ...about,
    fields: { status: 'referred', ...DECONFLICTED },
  });
  expect(referred.fields).toMatchObject({ status: 'referred', ...DECISION, ...DECONFLICTED });
  expect(await api.assessment.forEntity({ id: about.entityId })).toHaveLength(1);
});

test('not appropriate needs its reason, and what is blank is not said', async () => {
  const { api, idOf } = await start();
  const about = { entityId: idOf('The Invented Arms'), leverId: CLOSURE };
  await expect(
    api.assessment.save({ ...about, fields: { status: 'not-appropriate', whyNot: '  ' } }),
  ).rejects.toThrow(/Say why/);
  const saved = await api.assessment.save({
    ...about,
    fields: { status: 'not-appropriate', whyNot: ' The owner has sold it. ', notes: '' },
  });
  expect(saved.fields).toMatchObject({ whyNot: 'The owner has sold it.', notes: null });
});

test('the checklist keeps what was said of each line, own lines, and what it is written in', async () => {
  const { api, idOf } = await start();
  const entityId = idOf('The Invented Arms');
  const about = { entityId, leverId: CLOSURE };
  const [line = ''] = (await api.assessment.save(about)).checklist.map((one) => one.line);
  const recordId = (await api.entity.get({ id: entityId })).records[0]?.recordId ?? '';
  const item = {
    state: 'held' as const,
    askedOf: 'Licensing',
    datedOn: '2026-01-04',
    note: 'Twelve calls',
    recordId,
    reportId: null,
  };
  const own = {
    ...item,
    line: 'Letters of neighbours',
    state: 'asked-for' as const,
    recordId: null,
  };
  const saved = await api.assessment.save({ ...about, evidence: [{ ...item, line }, own] });
  expect(saved.held).toBe(1);
  expect(saved.checklist[0]).toMatchObject({
    line,
    state: 'held',
    askedOf: 'Licensing',
    isOwn: false,
    reference: { kind: 'record', id: recordId, label: 'The Invented Arms, premises' },
    updatedBy: USER,
  });
  expect(saved.checklist.at(-1)).toMatchObject({ line: own.line, isOwn: true, state: 'asked-for' });
  await expect(
    api.assessment.save({ ...about, evidence: [{ ...item, line, recordId: 'gone' }] }),
  ).rejects.toThrow(/no longer there/);
  await expect(
    api.assessment.save({ ...about, evidence: [{ ...item, line, datedOn: '2026-02-31' }] }),
  ).rejects.toThrow(/real date/);
  const without = await api.assessment.save({ ...about, evidence: [{ ...own, isRemoved: true }] });
  expect(without.checklist.some((one) => one.line === own.line)).toBe(false);
});

test('history tells who changed what, and undo and redo work across a restart', async () => {
  const { api, idOf, dir, handle } = await start();
  const about = { entityId: idOf('The Invented Arms'), leverId: CLOSURE };
  const { checklist } = await api.assessment.save(about);
  const [{ line } = { line: '' }] = checklist;
  await api.assessment.save({
    ...about,
    fields: { status: 'ready', ...DECISION },
    evidence: [
      {
        line,
        state: 'held',
        askedOf: null,
        datedOn: null,
        note: 'Log',
        recordId: null,
        reportId: null,
      },
    ],
  });
  const history = await api.assessment.history(about);
  expect(history.map(({ what, author }) => [what, author])).toEqual([
    ['changed', USER],
    ['begun', USER],
  ]);
  expect(history[0]?.changes).toEqual([
    { label: `Evidence: ${line}`, before: null, after: 'Held, Log' },
    { label: 'Status', before: 'Considering', after: 'Ready' },
    { label: 'Decision-maker', before: null, after: DECISION.decisionMakerName },
    { label: 'Decision-maker’s role', before: null, after: DECISION.decisionMakerRole },
    { label: 'Why it is necessary and proportionate', before: null, after: DECISION.rationale },
  ]);
  const commands = (await api.history.list({})).map(({ name, touched }) => ({ name, touched }));
  expect(commands[0]).toEqual({
    name: 'Assess Closure notice and closure order for The Invented Arms: ready',
    touched: [{ kind: 'assessment', count: 1 }],
  });
  await api.case.close();

  const again = startBackend(dir).api;
  await unlock(again, handle);
  const now = async () => (await again.assessment.forEntity({ id: about.entityId }))[0];
  expect((await now())?.fields.status).toBe('ready');
  await again.history.undo();
  expect(await now()).toMatchObject({
    held: 0,
    fields: { status: 'considering', rationale: null },
  });
  expect((await again.assessment.history(about)).map(({ what }) => what)).toEqual(['begun']);
  await again.history.redo();
  expect(await now()).toMatchObject({ held: 1, fields: { status: 'ready' } });
  await again.history.undo();
  await again.history.undo();
  expect(await now()).toBeUndefined();
});

test('saving what is there already is no step, and removing one can be undone with its checklist', async () => {
  const { api, idOf } = await start();
  const about = { entityId: idOf('The Invented Arms'), leverId: CLOSURE };
  const own = {
    line: 'CCTV',
    state: 'held' as const,
    askedOf: null,
    datedOn: null,
    note: null,
    recordId: null,
    reportId: null,
  };
  const { id } = await api.assessment.save({ ...about, evidence: [own] });
  const steps = (await api.history.list({})).length;
  await api.assessment.save({ ...about, fields: { status: 'considering' }, evidence: [own] });
  expect(await api.history.list({})).toHaveLength(steps);
  await api.assessment.remove({ id });
  expect(await api.assessment.forEntity({ id: about.entityId })).toEqual([]);
  expect((await api.assessment.history(about))[0]?.what).toBe('removed');
  await api.history.undo();
  expect((await api.assessment.forEntity({ id: about.entityId }))[0]).toMatchObject({
    id,
    held: 1,
  });
});

test('a lever is refused for what it is not for, one that is not in force is not made ready, and an unknown one is not begun', async () => {
  const { api, idOf } = await start();
  await expect(
    api.assessment.save({ entityId: idOf('Dee Example'), leverId: CLOSURE }),
  ).rejects.toThrow(/not for records of this kind/);
  await expect(
    api.assessment.save({ entityId: idOf('Dee Example'), leverId: 'no-such-lever' }),
  ).rejects.toThrow(/no such lever/);
  const { levers } = await api.lever.catalogue();
  const waiting = levers.find(({ legalStatus }) => legalStatus === 'awaiting-commencement');
  const entityId = waiting?.appliesTo.includes('person')
    ? idOf('Dee Example')
    : idOf('Sample House');
  const about = { entityId, leverId: waiting?.id ?? '' };
  await api.assessment.save(about);
  await expect(
    api.assessment.save({ ...about, fields: { status: 'ready', ...DECISION } }),
  ).rejects.toThrow(/not in force/);
});

test('the list is filtered by status, lever and service, counts each status, and says whose review is due', async () => {
  const { api, idOf } = await start();
  const arms = { entityId: idOf('The Invented Arms'), leverId: CLOSURE };
  await api.assessment.save({ ...arms, fields: { begunOn: '2026-01-01', reviewOn: '2026-01-31' } });
  await api.assessment.save({
    entityId: idOf('Sample House'),
    leverId: CLOSURE,
    fields: { status: 'ready', ...DECISION },
  });
  await api.assessment.save({ entityId: idOf('Dee Example'), leverId: FOR_ADULTS });
  const all = await api.assessment.list({});
  expect(all.total).toBe(3);
  expect(all.counts.filter(({ count }) => count > 0)).toEqual([
    { status: 'considering', count: 2 },
    { status: 'ready', count: 1 },
  ]);
  const ready = await api.assessment.list({ statuses: ['ready'] });
  expect(ready.items).toMatchObject([{ entity: { label: 'Sample House' }, leverId: CLOSURE }]);
  const service = all.items.find(({ leverId }) => leverId === CLOSURE)?.service ?? null;
  expect((await api.assessment.list({ service })).total).toBe(2);
  const of = await api.assessment.list({ leverId: CLOSURE, statuses: ['considering'] });
  expect(of.items).toMatchObject([{ isReviewDue: true, entity: { id: arms.entityId } }]);
});

test('of a protected person only protective levers are worked, their notes wait for a reveal, and no list names them', async () => {
  const { api, idOf } = await start();
  const id = idOf('Cy Invented');
  expect(id).not.toBe('');
  await expect(api.assessment.save({ entityId: id, leverId: FOR_ADULTS })).rejects.toThrow(
    /protected/,
  );
  const about = { entityId: id, leverId: PROTECTIVE };
  await api.assessment.save({
    ...about,
    fields: { notes: 'Cy Invented rang twice.' },
    evidence: [
      {
        line: 'Cy Invented’s own words',
        state: 'held',
        askedOf: 'Adult care',
        datedOn: null,
        note: 'Said so',
        recordId: null,
        reportId: null,
      },
    ],
  });
  // Somebody else’s notes name them.
  const ana = { entityId: idOf('Dee Example'), leverId: FOR_ADULTS };
  await api.assessment.save({ ...ana, fields: { notes: 'Lives with cy  invented.' } });
  const [shown] = await api.assessment.forEntity({ id });
  expect(shown).toMatchObject({ isWithheld: true, fields: { notes: null } });
  const [others] = await api.assessment.forEntity({ id: ana.entityId });
  expect(others?.fields.notes).toMatch(/^Lives with Protected person /);
  const answers = JSON.stringify([
    shown,
    others,
    await api.assessment.list({}),
    await api.assessment.history(about),
    await api.assessment.history(ana),
    await api.history.list({}),
  ]);
  expect(answers).not.toMatch(/cy\s+invented/i);
  expect((await api.assessment.list({})).items.map(({ entity }) => entity.id)).toEqual([
    ana.entityId,
  ]);
  const revealed = await api.assessment.forEntity({ id, revealReason: 'Case conference' });
  expect(revealed[0]).toMatchObject({
    isWithheld: false,
    fields: { notes: 'Cy Invented rang twice.' },
  });
  const audit = await api.audit.list({ limit: 3 });
  expect(audit.find(({ method }) => method === 'assessment.forEntity')?.reason).toBe(
    'Case conference',
  );
});

test('what was assessed before somebody became protected is no longer told, nor is their name in its history', async () => {
  const { api, idOf } = await start();
  const about = { entityId: idOf('Dee Example'), leverId: FOR_ADULTS };
  await api.assessment.save(about);
  await api.assessment.save({ entityId: about.entityId, leverId: PROTECTIVE });
  await api.entity.correct({
    id: about.entityId,
    field: 'vulnerable',
    value: true,
    reason: 'Adult at risk',
    grade: { source: 1, information: 'A', handling: 'P', conditions: null },
  });
  const told = await api.assessment.forEntity({ id: about.entityId });
  expect(told.map(({ leverId }) => leverId)).toEqual([PROTECTIVE]);
  expect(await api.assessment.history(about)).toEqual([]);
  expect((await api.assessment.list({})).total).toBe(0);
  expect(JSON.stringify(await api.history.list({}))).not.toContain('Dee Example');
});

test('levers for someone under 18 are held until a safeguarding decision allows them, and again once it is withdrawn', async () => {
  const { api, idOf } = await start();
  const id = idOf('Bo Sample');
  const about = { entityId: id, leverId: FOR_ADULTS };
  await expect(api.assessment.save(about)).rejects.toThrow(/held for safeguarding/);
  const fields = {
    decision: 'allow' as const,
    decidedBy: 'Sam Guardian',
    decidedByRole: 'Designated safeguarding lead',
    decidedOn: '2026-01-04',
    reason: 'Strategy meeting agreed',
    reviewOn: '2999-01-01',
  };
  await expect(
    api.safeguarding.record({ entityId: id, fields: { ...fields, reviewOn: '2026-01-04' } }),
  ).rejects.toThrow(/day to come/);
  await api.safeguarding.record({ entityId: id, fields });
  const isHeld = async () =>
    (await api.lever.forEntity({ id })).some((one) => one.guards.heldForSafeguarding);
  expect(await isHeld()).toBe(false);
  await api.assessment.save(about);
  const { decisions, isWithheld } = await api.safeguarding.forEntity({ id });
  expect(isWithheld).toBe(true);
  expect(decisions).toMatchObject([{ isInForce: true, liftsHold: true, reason: 'Withheld' }]);
  await api.safeguarding.withdraw({ id: decisions[0]?.id ?? '', reason: 'New information' });
  await expect(api.assessment.save({ ...about, fields: { notes: 'More' } })).rejects.toThrow(
    /held for safeguarding/,
  );
  const after = await api.safeguarding.forEntity({ id, revealReason: 'Review' });
  expect(after.decisions).toMatchObject([
    { isInForce: false, withdrawalReason: 'New information', reason: fields.reason },
  ]);
  await api.history.undo();
  await api.assessment.save({ ...about, fields: { notes: 'More' } });
});

test('a safeguarding decision is about people, and never opens levers for those who are protected outright', async () => {
  const { api, idOf } = await start();
  const fields = {
    decision: 'allow' as const,
    decidedBy: 'Sam Guardian',
    decidedByRole: 'Designated safeguarding lead',
    decidedOn: '2026-01-04',
    reason: 'Test',
    reviewOn: '2999-01-01',
  };
  await expect(api.safeguarding.record({ entityId: idOf('Sample House'), fields })).rejects.toThrow(
    /about people/,
  );
  await expect(api.safeguarding.record({ entityId: idOf('Cy Invented'), fields })).rejects.toThrow(
    /only levers that protect/,
  );
});

/** The shipped resources with other levers. */
function resourcesWith(change: (folder: string) => void): string {
  const dir = join(temporaryDir(), 'resources');
  mkdirSync(dir);
  for (const name of readdirSync(RESOURCES_DIR)) {
    if (name === 'levers') cpSync(join(RESOURCES_DIR, name), join(dir, name), { recursive: true });
    else symlinkSync(join(RESOURCES_DIR, name), join(dir, name));
  }
  change(join(dir, 'levers'));
  return dir;
}

function startOn(dir: string, resourcesDir: string): Api {
  const backend = createBackend({
    resourcesDir,
    dataDir: join(dir, 'data'),
    casesDir: join(dir, 'cases'),
    host: 'command-line',
  });
  onTestFinished(() => backend.close());
  return createRouterClient(backend.router, { context: backend.connect() });
}

test('after the catalogue changed an assessment is kept and says what is otherwise, and goes on only once that was read', async () => {
  const { api, idOf, dir, handle } = await start();
  const about = { entityId: idOf('The Invented Arms'), leverId: CLOSURE };
  const { checklist } = await api.assessment.save({ ...about, fields: { ...DECISION } });
  const [{ line } = { line: '' }] = checklist;
  await api.assessment.save({
    ...about,
    evidence: [
      {
        line,
        state: 'held',
        askedOf: null,
        datedOn: null,
        note: null,
        recordId: null,
        reportId: null,
      },
    ],
  });
  await api.case.close();

  const changed = resourcesWith((folder) => {
    const file = join(folder, `${CLOSURE}.yaml`);
    const text = readFileSync(file, 'utf8');
    const other = text
      .replace('  - Logs of incidents and calls\n', '  - Logs of incidents\n')
      .replace('intrusiveness: 4', 'intrusiveness: 5');
    expect(other).not.toBe(text);
    writeFileSync(file, other);
  });
  const later = startOn(dir, changed);
  await unlock(later, handle);
  const [kept] = await later.assessment.forEntity({ id: about.entityId });
  expect(kept?.changes.join('\n')).toMatch(/ntrusiveness.*4.*5/);
  expect(kept?.changes.join('\n')).toMatch(/Logs of incidents and calls/);
  expect(kept?.checklist.find((one) => one.line === line)).toMatchObject({
    state: 'held',
    isGone: true,
  });
  expect((await later.assessment.list({})).items[0]?.hasCatalogueChanged).toBe(true);
  const next = { ...about, fields: { status: 'ready' as const } };
  await expect(later.assessment.save(next)).rejects.toThrow(/Read what changed/);
  const saved = await later.assessment.save({ ...next, takesCatalogue: true });
  expect(saved).toMatchObject({ changes: [], fields: { status: 'ready' } });
  await later.case.close();

  const without = startOn(
    dir,
    resourcesWith((folder) => rmSync(join(folder, `${CLOSURE}.yaml`))),
  );
  await unlock(without, handle);
  const [unknown] = await without.assessment.forEntity({ id: about.entityId });
  expect(unknown).toMatchObject({
    isUnknownLever: true,
    title: 'Closure notice and closure order',
    fields: { status: 'ready' },
  });
  await expect(
    without.assessment.save({ ...about, fields: { status: 'used', ...DECONFLICTED } }),
  ).rejects.toThrow(/no such lever any more/);
  await without.assessment.save({ ...about, fields: { notes: 'Kept' } });
  expect((await without.assessment.list({})).items).toMatchObject([{ service: null }]);
});

test('an assessment is found by whatever record its entity came to be called by, the one worked on last first', async () => {
  const { connection } = await newCase();
  const { db } = connection;
  const by = (at: string) => ({ user: USER, at });
  const fields: AssessmentFields = {
    status: 'considering',
    whyNot: null,
    decisionMakerName: null,
    decisionMakerRole: null,
    rationale: null,
    deconflictedWith: null,
    deconflictedOn: null,
    begunOn: '2026-01-01',
    reviewOn: null,
    notes: null,
  };
  runCommand(db, { name: 'Two records', author: USER }, () => {
    db.exec(
      `INSERT INTO source (id, name, basis, created_at) VALUES ('s', 'By hand', 'fact', '2026-01-01')`,
    );
    for (const id of ['a', 'b'])
      db.prepare(
        `INSERT INTO record (id, source_id, kind, fields, recorded_at) VALUES (?, 's', 'premises', '{}', '2026-01-01')`,
      ).run(id);
    keepSnapshot(db, { digest: 'd', leverId: CLOSURE, edition: '2026-07', body: '{}' });
    const about = { leverId: CLOSURE, snapshotDigest: 'd' };
    insertAssessment(db, { ...about, recordId: 'a' }, fields, by('2026-01-01T10:00:00Z'));
    insertAssessment(db, { ...about, recordId: 'b' }, fields, by('2026-01-02T10:00:00Z'));
  });
  expect(assessmentsOf(db, 'a').map(({ recordId }) => recordId)).toEqual(['a']);
  db.exec(`INSERT INTO entity_alias (record_id, entity_id) VALUES ('b', 'a')`);
  expect(assessmentsOf(db, 'a').map(({ recordId }) => recordId)).toEqual(['b', 'a']);
});
