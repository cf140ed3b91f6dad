import { z } from 'zod';
import { Lever } from './lever.ts';

/** Something wrong with a file of the catalogue, and where. Lines and columns count from one; null: the file as a whole. */
export const CatalogueProblem = z.strictObject({
  /** Name of the file, without its folder. */
  file: z.string(),
  line: z.int().nullable(),
  column: z.int().nullable(),
  reason: z.string(),
  /** Whose file it is: one that ships with the program, or the council's own. */
  origin: z.enum(['shipped', 'own']),
});
export type CatalogueProblem = z.infer<typeof CatalogueProblem>;

/** A lever as the catalogue lists it. */
export const CatalogueLever = Lever.extend({
  /** One that ships with the program, or the council's own. */
  origin: z.enum(['shipped', 'own']),
  /** Why the council switched it off; null: it is on. A lever that is off answers for nothing. */
  offReason: z.string().nullable(),
  /** Changes whenever anything that the lever says does. */
  digest: z.string(),
});
export type CatalogueLever = z.infer<typeof CatalogueLever>;

/** Which edition of the catalogue this is. */
export const CatalogueEdition = z.strictObject({
  version: z.string().regex(/^\d{4}\.\d{1,2}(\.\d{1,3})?$/, 'must be like 2026.11 or 2026.11.2'),
  /** Month up to which the law was followed, where a lever does not say an earlier one. */
  asAt: z.string().regex(/^\d{4}-\d{2}$/, 'must be a month, like 2026-07'),
});
export type CatalogueEdition = z.infer<typeof CatalogueEdition>;

/** Sorts editions by their version: before 0, the older one first. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  for (let at = 0; at < 3; at++) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Where a problem is, as people write it: file, line and column, then the reason. */
export function problemWords({ file, line, column, reason }: CatalogueProblem): string {
  const place = line === null ? file : `${file}:${line}${column === null ? '' : `:${column}`}`;
  return `${place}: ${reason}`;
}
