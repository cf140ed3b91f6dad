/** A stream of pseudo-random draws: the same seed gives the same draws. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  chance(probability: number): boolean;
  /** Uniform whole number, both ends included. */
  integer(least: number, most: number): number;
  pick<T>(values: readonly T[]): T;
  /** One value, as often as its weight says; weights need not sum to 1. */
  weighted<T>(choices: readonly (readonly [T, number])[]): T;
  /** Up to `count` different values, in random order. */
  sample<T>(values: readonly T[], count: number): T[];
  poisson(mean: number): number;
  /** Failures before the first success. */
  geometric(probability: number): number;
  exponential(mean: number): number;
  /** Negative binomial: Poisson whose mean is gamma distributed with shape `dispersion`. */
  negativeBinomial(mean: number, dispersion: number): number;
  /** 1, 2, … up to `cap`, as often as rank to the power of minus `exponent`. */
  zipf(exponent: number, cap: number): number;
  /** A stream of its own for a named step, so that one step's draws never move another's. */
  fork(name: string): Random;
}

function hashText(text: string, seed: number): number {
  let hash = seed >>> 0;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * A stream from a seed.
 *
 * Source: mulberry32 (public domain), the generator that analytics.md 1.15 fixes for repeatable draws.
 */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  const integer = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  const exponential = (mean: number) => -Math.log(1 - next()) * mean;

  function poisson(mean: number): number {
    // Knuth's product of uniforms: means here are small.
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = next(); product > limit; product *= next()) count++;
    return count;
  }

  /** Marsaglia and Tsang (2000), for shapes of 1 and more. */
  function gamma(shape: number): number {
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
      const cubed = (1 + c * normal) ** 3;
      if (cubed > 0 && Math.log(1 - next()) < normal ** 2 / 2 + d * (1 - cubed + Math.log(cubed)))
        return d * cubed;
    }
  }

  function pick<T>(values: readonly T[]): T {
    if (values.length === 0) throw new Error('There is nothing to pick from.');
    return values[integer(0, values.length - 1)] as T;
  }

  function weighted<T>(choices: readonly (readonly [T, number])[]): T {
    let total = 0;
    for (const [, weight] of choices) total += weight;
    let left = next() * total;
    for (const [value, weight] of choices) {
      left -= weight;
      if (left < 0) return value;
    }
    return pick(choices)[0];
  }

  return {
    next,
    integer,
    exponential,
    poisson,
    pick,
    weighted,
    chance: (probability) => next() < probability,
    sample<T>(values: readonly T[], count: number): T[] {
      const left = [...values];
      const taken: T[] = [];
      while (taken.length < count && left.length > 0) {
        taken.push(...left.splice(integer(0, left.length - 1), 1));
      }
      return taken;
    },
    geometric: (probability) => Math.floor(Math.log(1 - next()) / Math.log(1 - probability)),
    negativeBinomial: (mean, dispersion) => poisson((gamma(dispersion) * mean) / dispersion),
    zipf(exponent, cap) {
      const weights: (readonly [number, number])[] = [];
      for (let rank = 1; rank <= cap; rank++) weights.push([rank, rank ** -exponent]);
      return weighted(weights);
    },
    fork: (name) => createRandom(hashText(name, seed ^ 0x9e3779b9)),
  };
}
