import { AppError } from '../../shared/api/errors.ts';
import type { CaseGraph } from './analysis-index.ts';
import type { Session } from './session.ts';

/**
 * That nobody who may be told of in a graph has been protected since it was read: what was worked out of it would go on
 * ranking and listing them.
 * @throws {AppError} `case-busy`
 */
export function assertStillTold(
  session: Session,
  { revision, ids, isProtected }: Pick<CaseGraph, 'revision' | 'ids' | 'isProtected'>,
): void {
  if (session.revision() === revision) return;
  const now = new Set(
    session
      .open()
      .entities.protectedPeople()
      .map(({ id }) => id),
  );
  if (ids.some((id, node) => isProtected[node] === 0 && now.has(id)))
    throw new AppError(
      'case-busy',
      'Somebody was protected while this was worked out. Ask again for an answer without them.',
    );
}
