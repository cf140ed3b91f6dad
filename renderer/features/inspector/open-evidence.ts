import type { EntityDetail } from '../../../shared/api/entity.ts';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { useStore } from '../../store/store.ts';

/**
 * Opens what a test or a piece of evidence rests on: its report, the record among the sources, the link, or the other
 * record that says it.
 */
export async function openEvidence(
  detail: EntityDetail,
  id: string,
  kind: 'record' | 'report' = 'record',
): Promise<void> {
  const { openForm, askForTab, select, selectRelation, say } = useStore.getState();
  const own = detail.records.find(({ recordId }) => recordId === id);
  const reportId = kind === 'report' ? id : (own?.reportId ?? null);
  if (reportId !== null) {
    openForm({ type: 'report', id: reportId });
    return;
  }
  if (own) {
    askForTab('sources');
    return;
  }
  const link = detail.relations.find((relation) => relation.id === id);
  try {
    if (link) selectRelation(id, [detail.summary.id, link.other.id]);
    else {
      const other = await api.entity.get({ id }).catch(() => null);
      if (other) {
        select([other.summary.id]);
        askForTab('sources');
        return;
      }
      const { from, to } = await api.relation.get({ id });
      selectRelation(id, [from.id, to.id]);
    }
  } catch (error) {
    say(toAppError(error).message, { tone: 'failed' });
  }
}

/** What something rests on is called: where it was written, or whom it links. */
export function evidenceWords(detail: EntityDetail, id: string): string {
  const own = detail.records.find(({ recordId }) => recordId === id);
  if (own)
    return own.reportReference
      ? `Report ${own.reportReference}`
      : own.isCorrection
        ? 'Correction'
        : own.sourceName;
  const link = detail.relations.find((relation) => relation.id === id);
  return link ? `Link: ${link.words} ${link.other.label}` : 'Where it is written';
}
