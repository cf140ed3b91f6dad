import type { Database } from 'better-sqlite3';
import type { CaseState } from '../../shared/api/case.ts';
import { readMarkingDefaults } from '../db/case-setting.ts';
import { isDamage } from '../db/inspect.ts';
import { markingHeld } from '../db/marking.ts';
import type { CaseConnection } from '../db/open.ts';

/** How the window is marked, and what is marked by default. */
type Marks = Pick<CaseState, 'marking' | 'markingDefaults'>;

/** What a case says of its marking, raised to the highest that it holds; kept until it is forgotten. */
export function createCaseMarks() {
  let kept: Marks | null = null;

  function read(db: Database): Marks {
    if (!kept) {
      const markingDefaults = readMarkingDefaults(db);
      const { window } = markingDefaults;
      const isRaised = window === 'OFFICIAL' && markingHeld(db) === 'OFFICIAL-SENSITIVE';
      kept = { marking: isRaised ? 'OFFICIAL-SENSITIVE' : window, markingDefaults };
    }
    return kept;
  }

  return {
    of(connection: CaseConnection): Marks {
      try {
        return read(connection.db);
      } catch (error) {
        if (!connection.isDamaged || !isDamage(error)) throw error;
        // Nobody can tell what it says, so it is taken for the highest.
        return { marking: 'OFFICIAL-SENSITIVE', markingDefaults: null };
      }
    },
    forget() {
      kept = null;
    },
  };
}
