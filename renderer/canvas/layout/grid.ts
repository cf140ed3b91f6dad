import { freePartOf, type ShapeInput, settleShape } from './shape.ts';

/** Names longer than most may reach into the next column's air. */
const WIDTH_SHARE = 0.9;
const ROW_GAP = 26;

/** Puts nodes in rows: sorted by kind, then by name; each kind begins a row of its own. */
export function layOutGrid(input: ShapeInput): Float32Array {
  const { nodes } = freePartOf(input);
  const sorted = [...nodes.keys()].sort(
    (a, b) =>
      input.kinds[nodes[a]!]! - input.kinds[nodes[b]!]! ||
      input.names[nodes[a]!]! - input.names[nodes[b]!]!,
  );
  const widths = [...nodes].map((node) => input.halfWidths[node]! * 2).sort((a, b) => a - b);
  const width = widths[Math.floor((widths.length - 1) * WIDTH_SHARE)] ?? 1;
  const height = [...nodes].reduce((most, node) => Math.max(most, input.halfHeights[node]!), 1) * 2;
  const columns = Math.max(
    1,
    Math.round(Math.sqrt((nodes.length * input.aspect * (height + ROW_GAP / 2)) / width)),
  );
  const xs = new Float64Array(nodes.length);
  const ys = new Float64Array(nodes.length);
  let [column, y] = [0, 0];
  sorted.forEach((at, index) => {
    const before = sorted[index - 1];
    const isOtherKind =
      before !== undefined && input.kinds[nodes[before]!] !== input.kinds[nodes[at]!];
    if (isOtherKind || column === columns) {
      column = 0;
      y -= height + (isOtherKind ? ROW_GAP : 0);
    }
    xs[at] = column * width;
    ys[at] = y;
    column++;
  });
  return settleShape(input, nodes, { xs, ys });
}
