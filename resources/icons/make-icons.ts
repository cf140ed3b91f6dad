// Draws icon.svg in every size that a system asks for, and packs them for Windows and macOS:
// npm exec -- node resources/icons/make-icons.ts
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';

const FOLDER = import.meta.dirname;
const SIZES = [16, 32, 48, 64, 128, 256, 512, 1024];
const ICO_SIZES = [16, 32, 48, 256];
/** Picture types of an icns file that hold a PNG, and the size of each in pixels. */
const ICNS_TYPES: readonly (readonly [string, number])[] = [
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
];
const SYSTEM_CHROMIUM = '/usr/bin/chromium';

async function draw(svg: string): Promise<ReadonlyMap<number, Buffer>> {
  const browser = await chromium.launch({
    args: ['--no-sandbox'],
    ...(existsSync(SYSTEM_CHROMIUM) ? { executablePath: SYSTEM_CHROMIUM } : {}),
  });
  const pictures = new Map<number, Buffer>();
  for (const size of SIZES) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(
      `<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
    );
    pictures.set(size, await page.screenshot({ omitBackground: true }));
    await page.close();
  }
  await browser.close();
  return pictures;
}

function pictureOf(pictures: ReadonlyMap<number, Buffer>, size: number): Buffer {
  const picture = pictures.get(size);
  if (!picture) throw new Error(`There is no picture of ${size} pixels.`);
  return picture;
}

/** A Windows icon: a directory of 16 bytes for each picture, then the pictures. */
function packIco(pictures: ReadonlyMap<number, Buffer>): Buffer {
  const header = Buffer.alloc(6 + ICO_SIZES.length * 16);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(ICO_SIZES.length, 4);
  let offset = header.length;
  for (const [index, size] of ICO_SIZES.entries()) {
    const entry = 6 + index * 16;
    header.writeUInt8(size % 256, entry); // 0 stands for 256
    header.writeUInt8(size % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(pictureOf(pictures, size).length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += pictureOf(pictures, size).length;
  }
  return Buffer.concat([header, ...ICO_SIZES.map((size) => pictureOf(pictures, size))]);
}

/** A macOS icon: each picture after its type and length. */
function packIcns(pictures: ReadonlyMap<number, Buffer>): Buffer {
  const blocks = ICNS_TYPES.map(([type, size]) => {
    const head = Buffer.alloc(8);
    head.write(type, 'latin1');
    head.writeUInt32BE(pictureOf(pictures, size).length + 8, 4);
    return Buffer.concat([head, pictureOf(pictures, size)]);
  });
  const head = Buffer.alloc(8);
  head.write('icns', 'latin1');
  head.writeUInt32BE(8 + blocks.reduce((total, block) => total + block.length, 0), 4);
  return Buffer.concat([head, ...blocks]);
}

const pictures = await draw(readFileSync(join(FOLDER, 'icon.svg'), 'utf8'));
for (const [size, picture] of pictures) {
  writeFileSync(join(FOLDER, `${size}x${size}.png`), picture);
}
writeFileSync(join(FOLDER, 'icon.ico'), packIco(pictures));
writeFileSync(join(FOLDER, 'icon.icns'), packIcns(pictures));
