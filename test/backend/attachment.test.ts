import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { PASSPHRASE, startBackend, startWithCase, USER } from './fixture.ts';

const ORIGIN = {
  source: null,
  basis: 'assessment',
  grade: { source: null, information: null, handling: null, conditions: null },
  observedOn: null,
  reviewOn: null,
  marking: null,
} as const;

/** Words that no picture holds by chance, to be looked for on the disk. */
const NEEDLE = 'Zebedee Quillfeather was here, in no file unencrypted';

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, body, Buffer.alloc(4)]);
}

/** A grey PNG that says so many points of itself, with a text in it. */
function png(widthPx: number, heightPx: number): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(widthPx, 0);
  header.writeUInt32BE(heightPx, 4);
  header.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('tEXt', Buffer.from(`Comment\0${NEEDLE.repeat(200)}`, 'latin1')),
    chunk('IDAT', deflateSync(Buffer.alloc((widthPx > 100 ? 1 : widthPx + 1) * 4))),
    chunk('IEND', new Uint8Array()),
  ]);
}

function jpeg(widthPx: number, heightPx: number): Uint8Array {
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
  frame.writeUInt16BE(heightPx, 5);
  frame.writeUInt16BE(widthPx, 7);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0]),
    frame,
    Buffer.from([0xff, 0xd9]),
  ]);
}

const PDF = Buffer.from('%PDF-1.7\n1 0 obj <<>> endobj\n%%EOF\n');

async function startWithPerson() {
  const started = await startWithCase();
  const { summary } = await started.api.entity.create({
    kind: 'person',
    fields: { name: 'Dorian Vexley' },
    origin: ORIGIN,
    reason: 'Known',
  });
  const attach = (name: string, bytes: Uint8Array, more = {}) => {
    const [file = ''] = started.backend.registerFiles([{ name, bytes }]);
    return started.api.attachment.add({
      entityId: summary.id,
      file,
      reason: 'From the visit',
      ...more,
    });
  };
  return { ...started, entityId: summary.id, attach };
}

test('pictures and documents are kept byte for byte, known by their content and not by their name', async () => {
  const first = await startWithPerson();
  const picture = png(40, 30);
  const added = await first.attach('folder/not-a-picture.exe', picture, {
    caption: 'At the market',
  });
  expect(added).toMatchObject({
    name: 'not-a-picture.exe',
    mediaType: 'image/png',
    widthPx: 40,
    heightPx: 30,
    sizeBytes: picture.length,
    caption: 'At the market',
    addedBy: USER,
  });
  expect(added.sha256).toMatch(/^[0-9a-f]{64}$/);
  expect((await first.attach('scan.pdf', PDF)).mediaType).toBe('application/pdf');
  expect(await first.attach('photo.jpg', jpeg(640, 480))).toMatchObject({
    widthPx: 640,
    heightPx: 480,
  });
  await first.api.case.close();

  const { api } = startBackend(first.dir);
  await api.case.list();
  await api.case.unlock({
    handle: first.handle,
    user: USER,
    passphrase: PASSPHRASE,
    reason: 'Test',
  });
  const { items } = await api.attachment.list({ entityId: first.entityId });
  expect(items.map(({ name }) => name)).toEqual(['photo.jpg', 'scan.pdf', 'not-a-picture.exe']);
  const file = await api.attachment.read({ id: added.id });
  expect(file.type).toBe('image/png');
  expect(Buffer.from(await file.arrayBuffer()).equals(Buffer.from(picture))).toBe(true);
});

test('what is no picture or document, claims too many points, is cut short or too large is refused with why', async () => {
  const { attach, api, entityId } = await startWithPerson();
  const refused = (name: string, bytes: Uint8Array, more = {}) =>
    attach(name, bytes, more).then(
      () => 'kept',
      (error) => error.message,
    );
  expect(await refused('photo.png', Buffer.from('<svg onload="alert(1)"/>'))).toMatch(
    /Only PNG and JPEG/,
  );
  expect(await refused('photo.png', Buffer.from('GIF89a'))).toMatch(/Only PNG and JPEG/);
  expect(await refused('bomb.png', png(25_000, 25_000))).toMatch(/25,000 by 25,000 points/);
  expect(await refused('wide.jpg', jpeg(60_000, 2))).toMatch(/Make it smaller/);
  expect(await refused('cut.png', png(40, 30).subarray(0, 200))).toMatch(/cut short/);
  expect(await refused('cut.jpg', jpeg(40, 30).subarray(0, 9))).toMatch(/cut short/);
  expect(await refused('cut.pdf', PDF.subarray(0, 20))).toMatch(/cut short/);
  expect(await refused('empty.png', new Uint8Array())).toMatch(/empty/);
  expect(await refused('big.pdf', Buffer.concat([PDF, Buffer.alloc(21 * 1024 * 1024)]))).toMatch(
    /20 MB is the most/,
  );
  expect(await refused('coded.pdf', PDF, { handling: 'C' })).toMatch(/needs its conditions/);
  expect((await api.attachment.list({ entityId })).total).toBe(0);
});

test('adding and removing are undone and redone without the bytes being written again', async () => {
  const { api, attach, entityId } = await startWithPerson();
  const added = await attach('photo.png', png(40, 30));
  expect((await api.history.undo()).undone.name).toBe('Attach a file to Dorian Vexley');
  expect((await api.attachment.list({ entityId })).total).toBe(0);
  await expect(api.attachment.read({ id: added.id })).rejects.toThrow(/no such attachment/);
  await api.history.redo();
  expect((await api.attachment.read({ id: added.id })).size).toBe(added.sizeBytes);
  await api.attachment.remove({ id: added.id, reason: 'Another man' });
  expect((await api.attachment.list({ entityId })).total).toBe(0);
  const { events } = await api.entity.history({ id: entityId });
  expect(events.map(({ what, reason }) => [what, reason])).toEqual([
    ['attachment-removed', 'Another man'],
    ['attached', null],
    ['made', 'Known'],
  ]);
  await api.history.undo();
  expect((await api.attachment.list({ entityId })).items[0]?.name).toBe('photo.png');
});

test('a protected person’s files are withheld until a reason is given, which is recorded', async () => {
  const { api, attach, entityId } = await startWithPerson();
  const added = await attach('Dorian.png', png(40, 30), { caption: 'Dorian at the market' });
  await api.entity.edit({
    id: entityId,
    changes: [],
    category: 'victim',
    origin: ORIGIN,
    reason: 'Coerced',
  });
  const withheld = await api.attachment.list({ entityId });
  expect(withheld).toEqual({ isWithheld: true, total: 1, items: [] });
  await expect(api.attachment.read({ id: added.id })).rejects.toThrow(/protected person/);
  await expect(api.attachment.saveCopy({ id: added.id, reason: 'Share' })).rejects.toThrow(
    /protected person/,
  );
  expect((await api.attachment.read({ id: added.id, revealReason: 'Strategy meeting' })).size).toBe(
    added.sizeBytes,
  );
  expect((await api.audit.list({ limit: 1 }))[0]).toMatchObject({
    method: 'attachment.read',
    category: 'consultation',
    reason: 'Strategy meeting',
  });
});

test('a copy leaves the case for a reason alone, as a disclosure, and never under code C', async () => {
  const { api, attach } = await startWithPerson();
  const free = await attach('scan.pdf', PDF);
  const coded = await attach('coded.pdf', Buffer.concat([PDF, Buffer.from(' ')]), {
    handling: 'C',
    conditions: 'Ask first',
  });
  expect((await api.attachment.saveCopy({ id: free.id, reason: 'For the hearing' })).size).toBe(
    PDF.length,
  );
  expect((await api.audit.list({ limit: 1 }))[0]).toMatchObject({
    category: 'disclosure',
    reason: 'For the hearing',
  });
  await expect(
    api.attachment.saveCopy({ id: coded.id, reason: 'For the hearing' }),
  ).rejects.toThrow(/coded C/);
  await expect(api.attachment.saveCopy({ id: free.id, reason: ' ' })).rejects.toThrow();
});

test('nothing of an attachment is in any byte on the disk, while the case is open and after', async () => {
  const { dir, api, attach } = await startWithPerson();
  const added = await attach('photo.png', png(40, 30));
  await api.attachment.read({ id: added.id });
  const found = () =>
    readdirSync(dir, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name)))
      .filter(
        (bytes) => bytes.includes(NEEDLE) || bytes.includes('IHDR') || bytes.includes('photo.png'),
      );
  expect(found()).toEqual([]);
  await api.case.close();
  expect(found()).toEqual([]);
});
