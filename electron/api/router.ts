import type { Router } from '@orpc/server';
import type { contract } from '../../shared/api/contract.ts';
import { analysisHandlers } from './analysis.ts';
import { analysisChangeHandlers } from './analysis-change.ts';
import { analysisLikenessHandlers } from './analysis-likeness.ts';
import { analysisPathHandlers } from './analysis-path.ts';
import { analysisSignHandlers } from './analysis-sign.ts';
import { appHandlers } from './app.ts';
import { assessmentHandlers } from './assessment.ts';
import { attachmentHandlers } from './attachment.ts';
import { auditHandlers } from './audit.ts';
import { backupHandlers } from './backup.ts';
import { caseHandlers } from './case.ts';
import { councilHandlers } from './council.ts';
import { entityHandlers } from './entity.ts';
import { graphHandlers } from './graph.ts';
import { graphExportHandlers } from './graph-export.ts';
import { historyHandlers } from './history.ts';
import { importHandlers } from './import.ts';
import { keyHandlers } from './key.ts';
import { leverHandlers } from './lever.ts';
import { leverDisclosureHandlers } from './lever-disclosure.ts';
import { leverFindOutHandlers } from './lever-find-out.ts';
import { leverQuestionHandlers } from './lever-question.ts';
import { licenceHandlers } from './licence.ts';
import { measureExportHandlers } from './measure-export.ts';
import { type BackendContext, os } from './os.ts';
import { placeHandlers } from './place.ts';
import { recordListHandlers } from './record-list.ts';
import { relationHandlers } from './relation.ts';
import { reportHandlers } from './report.ts';
import { safeguardingHandlers } from './safeguarding.ts';
import { sourceHandlers } from './source.ts';
import { timelineHandlers } from './timeline.ts';
import { typeHandlers } from './type.ts';
import { userHandlers } from './user.ts';
import { viewHandlers } from './view.ts';

/**
 * Every handler of the contract; a missing one does not compile. The type is written out: the inferred one repeats
 * every schema for every middleware, and is too long for the compiler.
 */
export const router: Router<typeof contract, BackendContext> = os.router({
  analysis: {
    ...analysisHandlers,
    ...analysisPathHandlers,
    ...analysisChangeHandlers,
    ...analysisSignHandlers,
    ...analysisLikenessHandlers,
  },
  app: appHandlers,
  assessment: assessmentHandlers,
  attachment: attachmentHandlers,
  audit: auditHandlers,
  backup: backupHandlers,
  case: caseHandlers,
  council: councilHandlers,
  entity: entityHandlers,
  graph: { ...graphHandlers, ...graphExportHandlers, ...measureExportHandlers },
  history: historyHandlers,
  import: importHandlers,
  key: keyHandlers,
  lever: {
    ...leverHandlers,
    ...leverQuestionHandlers,
    ...leverFindOutHandlers,
    ...leverDisclosureHandlers,
  },
  place: placeHandlers,
  licence: licenceHandlers,
  recordList: recordListHandlers,
  relation: relationHandlers,
  report: reportHandlers,
  safeguarding: safeguardingHandlers,
  source: sourceHandlers,
  timeline: timelineHandlers,
  type: typeHandlers,
  user: userHandlers,
  view: viewHandlers,
});
