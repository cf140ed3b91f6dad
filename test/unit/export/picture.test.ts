import { SaxesParser } from 'saxes';
import { expect, test } from 'vitest';
import { mapPicture, type PictureNode } from '../../../renderer/canvas/picture/map-picture.ts';
import { svgOf } from '../../../renderer/canvas/picture/marks.ts';
import { themeFrom } from '../../../renderer/canvas/theme.ts';

const theme = themeFrom((name) =>
  name.startsWith('--e-') || name.startsWith('--l-') ? '#336699' : '',
);
const colours = { fill: '#336699', line: '#112233', glyph: '#ffffff' };

function node(id: number, label: string): PictureNode {
  return {
    id: String(id),
    x: (id % 25) * 70,
    y: Math.floor(id / 25) * 60,
    radius: 12,
    shape: 'circle',
    icon: null,
    colours,
    label,
    note: null,
    isStrong: false,
    isProtected: false,
    levers: null,
    priority: id,
  };
}

function pictureOf(labels: readonly string[]) {
  const nodes = labels.map((label, id) => node(id, label));
  return mapPicture(
    { nodes, links: [] },
    {
      title: '</title><script>alert(1)</script> '.repeat(20),
      marking: 'OFFICIAL-SENSITIVE',
      lines: ['22 November 2026', 'Filter: name:"<b>"'],
      withheld: ['1 protected record left out, with all links.'],
      legend: [
        { type: 'line', colour: '#336699', dash: [7, 4], hasArrow: true, label: 'Reported' },
      ],
    },
    {
      theme,
      size: { type: 'fixed', width: 1600, height: 1000 },
      measure: (text, font) => text.length * Number.parseFloat(font.split(' ')[1] ?? '12') * 0.55,
    },
  );
}

test('a picture of hard names is sound SVG that runs and asks for nothing, and is marked', () => {
  const names = [
    '</text><script>x</script>',
    '\u0007bell',
    '\u202eleft',
    '👩‍👩‍👧',
    'x'.repeat(65_536),
    '"onload="',
  ];
  const svg = svgOf(pictureOf(names));
  const elements = new Set<string>();
  const parser = new SaxesParser({});
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    elements.add(name);
    for (const key of Object.keys(attributes)) expect(key).not.toMatch(/^on|href/i);
  });
  parser.write(svg).close();
  expect([...elements].sort()).toEqual(['desc', 'path', 'rect', 'svg', 'text', 'title']);
  expect(svg.match(/>OFFICIAL-SENSITIVE</g)).toHaveLength(2);
  expect(svg).toContain('1 protected record left out');
  expect(svg).toContain('Filter: name:&quot;&lt;b&gt;&quot;');
});

test('of 500 records no name covers another or leaves the page, and the picture says how many are named', () => {
  const picture = pictureOf(Array.from({ length: 500 }, (_, at) => `Invented Person ${at}`));
  const names = picture.marks.flatMap((mark) =>
    mark.type === 'text' && mark.text.startsWith('Invented Person')
      ? [
          {
            left: mark.x - mark.width / 2,
            right: mark.x + mark.width / 2,
            base: mark.baseline,
            size: mark.size,
          },
        ]
      : [],
  );
  expect(names.length).toBeGreaterThan(50);
  for (const [at, one] of names.entries()) {
    expect(one.left).toBeGreaterThanOrEqual(-1);
    expect(one.right).toBeLessThanOrEqual(1601);
    for (const other of names.slice(at + 1)) {
      const isApart =
        one.right <= other.left + 0.5 ||
        other.right <= one.left + 0.5 ||
        Math.abs(one.base - other.base) >= Math.min(one.size, other.size);
      expect(isApart).toBe(true);
    }
  }
  const said = picture.marks.flatMap((mark) => (mark.type === 'text' ? mark.text : []));
  expect(said.some((text) => text.includes(`${names.length} of 500 records are named`))).toBe(
    names.length < 500,
  );
});
