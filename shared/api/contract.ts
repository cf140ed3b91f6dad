import { analysis } from './analysis.ts';
import { analysisChange } from './analysis-change.ts';
import { analysisLikeness } from './analysis-likeness.ts';
import { analysisPath } from './analysis-path.ts';
import { analysisSign } from './analysis-sign.ts';
import { app } from './app.ts';
import { assessment } from './assessment.ts';
import { attachment } from './attachment.ts';
import { audit } from './audit.ts';
import { backup } from './backup.ts';
import { caseFile } from './case.ts';
import { council } from './council.ts';
import { entity } from './entity.ts';
import { entityBulk } from './entity-bulk.ts';
import { entityCompare } from './entity-compare.ts';
import { entityEdit } from './entity-edit.ts';
import { graph } from './graph.ts';
import { graphExport } from './graph-export.ts';
import { history } from './history.ts';
import { importFile } from './import.ts';
import { key } from './key.ts';
import { lever } from './lever.ts';
import { leverDisclosure } from './lever-disclosure.ts';
import { leverQuestion } from './lever-question.ts';
import { licence } from './licence.ts';
import { place } from './place.ts';
import { recordList } from './record-list.ts';
import { relation } from './relation.ts';
import { report } from './report.ts';
import { safeguarding } from './safeguarding.ts';
import { source } from './source.ts';
import { timeline } from './timeline.ts';
import { type } from './type.ts';
import { user } from './user.ts';
import { view } from './view.ts';

/** Everything that crosses the process boundary. Client, router and transports derive from it. */
export const contract = {
  analysis: {
    ...analysis,
    ...analysisPath,
    ...analysisChange,
    ...analysisSign,
    ...analysisLikeness,
  },
  app,
  assessment,
  attachment,
  audit,
  backup,
  case: caseFile,
  council,
  entity: { ...entity, ...entityEdit, ...entityBulk, ...entityCompare },
  graph: { ...graph, ...graphExport },
  history,
  import: importFile,
  key,
  lever: { ...lever, ...leverQuestion, ...leverDisclosure },
  place,
  licence,
  recordList,
  relation,
  report,
  safeguarding,
  source,
  timeline,
  type,
  user,
  view,
};
