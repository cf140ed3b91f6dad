import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { UnknownLevers } from '../../shared/api/lever.ts';
import { Lever } from '../../shared/domain/lever.ts';
import { CatalogueEdition, compareVersions } from '../../shared/domain/lever-catalogue.ts';
import { readCaseInfo, writeCaseInfo } from './case-info.ts';
import type { LeverCatalogue } from './lever-catalogue.ts';
import { prepared } from './statement.ts';

/** The newest catalogue that a case was used with. */
const Remembered = z.object({
  ...CatalogueEdition.shape,
  /** Titles by id. */
  levers: z.record(z.string(), z.string()),
});
type Remembered = z.infer<typeof Remembered>;

function readRemembered(db: Database): Remembered | null {
  const text = readCaseInfo(db, 'levers');
  return text === null ? null : Remembered.parse(JSON.parse(text));
}

/** Notes in a case which catalogue it is used with, unless it was used with a newer one. */
export function rememberCatalogue(db: Database, { edition, shipped }: LeverCatalogue): void {
  const before = readRemembered(db);
  if (before && compareVersions(before.version, edition.version) > 0) return;
  const levers = Object.fromEntries(shipped.levers.map(({ id, title }) => [id, title]));
  const text = JSON.stringify({ ...edition, levers });
  if (text !== readCaseInfo(db, 'levers')) writeCaseInfo(db, 'levers', text);
}

/** Levers of a case that are not in this catalogue: of a newer one, or of which it holds assessments. */
export function readUnknownLevers(
  db: Database,
  { edition, levers }: LeverCatalogue,
): UnknownLevers | null {
  const known = new Set(levers.map(({ id }) => id));
  const remembered = readRemembered(db);
  const isNewer = remembered !== null && compareVersions(remembered.version, edition.version) > 0;
  const found = new Map<string, UnknownLevers['levers'][number]>();
  for (const [id, title] of Object.entries(isNewer ? remembered.levers : {}))
    if (!known.has(id)) found.set(id, { id, title, assessments: 0 });
  const assessed = prepared<[], { id: string; body: string; assessments: number }>(
    db,
    `SELECT a.lever_id AS id, s.body AS body, count(*) AS assessments
     FROM lever_assessment a JOIN lever_snapshot s ON s.digest = a.snapshot_digest
     GROUP BY a.lever_id ORDER BY a.lever_id`,
  );
  for (const { id, body, assessments } of assessed.iterate()) {
    if (known.has(id)) continue;
    const then = Lever.pick({ title: true }).safeParse({ title: JSON.parse(body).title });
    found.set(id, { id, title: then.success ? then.data.title : id, assessments });
  }
  if (!isNewer && found.size === 0) return null;
  const { version, asAt } = remembered ?? edition;
  return { edition: { version, asAt }, isNewer, levers: [...found.values()] };
}
