import { appHandlers } from './app.ts';
import { auditHandlers } from './audit.ts';
import { caseHandlers } from './case.ts';
import { entityHandlers } from './entity.ts';
import { graphHandlers } from './graph.ts';
import { historyHandlers } from './history.ts';
import { importHandlers } from './import.ts';
import { leverHandlers } from './lever.ts';
import { os } from './os.ts';
import { viewHandlers } from './view.ts';

/** Every handler of the contract; a missing one does not compile. */
export const router = os.router({
  app: appHandlers,
  audit: auditHandlers,
  case: caseHandlers,
  entity: entityHandlers,
  graph: graphHandlers,
  history: historyHandlers,
  import: importHandlers,
  lever: leverHandlers,
  view: viewHandlers,
});
