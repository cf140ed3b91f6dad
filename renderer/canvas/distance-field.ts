const FAR = 1e20;

/** Squared distances to the nearest zero along one line, in place: Felzenszwalb and Huttenlocher (2012), Theory of Computing 8, 415–428. */
function transformLine(
  values: Float64Array,
  start: number,
  stride: number,
  scratch: { line: Float64Array; parabola: Int32Array; boundary: Float64Array },
): void {
  const { line, parabola, boundary } = scratch;
  const length = line.length;
  for (let i = 0; i < length; i++) line[i] = values[start + i * stride]!;
  let last = 0;
  parabola[0] = 0;
  boundary[0] = -FAR;
  boundary[1] = FAR;
  for (let q = 1; q < length; q++) {
    let meet: number;
    do {
      const r = parabola[last]!;
      meet = (line[q]! - line[r]! + q * q - r * r) / (2 * (q - r));
    } while (meet <= boundary[last]! && --last >= 0);
    last++;
    parabola[last] = q;
    boundary[last] = meet;
    boundary[last + 1] = FAR;
  }
  for (let q = 0, k = 0; q < length; q++) {
    while (boundary[k + 1]! < q) k++;
    const r = parabola[k]!;
    values[start + q * stride] = line[r]! + (q - r) * (q - r);
  }
}

function transform(values: Float64Array, size: number): void {
  const scratch = {
    line: new Float64Array(size),
    parabola: new Int32Array(size),
    boundary: new Float64Array(size + 1),
  };
  for (let x = 0; x < size; x++) transformLine(values, x, size, scratch);
  for (let y = 0; y < size; y++) transformLine(values, y * size, 1, scratch);
}

/**
 * Signed distances of a square picture, in its own pixels: negative inside.
 * `coverage` is 0 to 255; half covered counts as the edge.
 */
export function signedDistances(coverage: Uint8Array, size: number): Float32Array {
  const outside = new Float64Array(coverage.length);
  const inside = new Float64Array(coverage.length);
  for (let at = 0; at < coverage.length; at++) {
    const covered = coverage[at]! / 255;
    const towards = Math.max(0, 0.5 - covered);
    const away = Math.max(0, covered - 0.5);
    outside[at] = covered === 0 ? FAR : towards * towards;
    inside[at] = covered === 1 ? FAR : away * away;
  }
  transform(outside, size);
  transform(inside, size);
  const distances = new Float32Array(coverage.length);
  for (let at = 0; at < distances.length; at++) {
    distances[at] = Math.sqrt(outside[at]!) - Math.sqrt(inside[at]!);
  }
  return distances;
}

/** Distances as bytes: 128 at the edge, more inside, less outside; `reach` pixels fill half the range. */
export function distancesAsBytes(distances: Float32Array, reach: number): Uint8Array {
  const bytes = new Uint8ClampedArray(distances.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = 128 - (distances[at]! / reach) * 127;
  return new Uint8Array(bytes.buffer);
}
