import { setImmediate } from 'node:timers/promises';
import type { Progress } from '../../shared/api/case.ts';
import type { BoundaryArea } from '../../shared/api/place.ts';
import { generateCounty, generateDistricts } from '../../shared/synthetic/county.ts';
import { writeArea } from '../db/case-setting.ts';
import { runCommand } from '../db/command.ts';
import { commitStaged } from '../db/import.ts';
import { loadSampleLists } from '../db/resources.ts';
import type { Session } from './session.ts';

/** Day on which the invented county is told: its events lie in the six years before. */
const REFERENCE_DATE = '2026-11-01';

/** The seed of the case that the welcome screen opens. */
export const DEMONSTRATION_SEED = 1;

/** The districts of the demonstration county: invented, and drawn in no other case. */
export function demonstrationDistricts(session: Session): readonly BoundaryArea[] {
  return generateDistricts({
    seed: DEMONSTRATION_SEED,
    scale: 'county',
    referenceDate: REFERENCE_DATE,
    lists: loadSampleLists(session.resourcesDir),
  });
}

/**
 * Fills the open case with an invented county, as one import that can be taken back.
 * Yields where it has got to; the case is as it was when the caller stops before the last step.
 */
export async function* fillDemonstration(
  session: Session,
  options: { readonly seed: number; readonly scale: 'county' | 'national' },
): AsyncGenerator<Progress> {
  const open = session.open();
  yield { phase: 'Inventing a county', done: 0, total: null };
  // Lets the step be shown before the work that blocks.
  await setImmediate();
  const lists = loadSampleLists(session.resourcesDir);
  const { sources } = generateCounty({ ...options, referenceDate: REFERENCE_DATE, lists });
  const rows = sources.reduce(
    (sum, source) => sum + source.records.length + source.relations.length,
    0,
  );
  yield { phase: 'Keeping records', done: 0, total: rows };
  await setImmediate();
  const { db } = open.connection;
  // Before the records, so that the first step back takes those away.
  runCommand(db, { name: 'Set the area of the demonstration', author: open.user }, () =>
    writeArea(db, {
      nation: 'england',
      authorityType: 'unitary',
      authorityName: `${lists.places.county} Council`,
    }),
  );
  commitStaged(db, {
    sources,
    author: open.user,
    ontology: session.ontology,
    today: session.today(),
    commandName: 'Make the demonstration county',
    audit: { auditKey: open.keys.auditKey, role: open.role, reason: open.reason },
  });
  session.changed();
  yield { phase: 'Testing levers', done: rows, total: rows };
  await setImmediate();
  await open.levers.ready('counts');
}
