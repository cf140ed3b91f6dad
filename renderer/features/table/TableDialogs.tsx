import { useOntologyOrNull } from '../../api/use-ontology.ts';
import { useStore } from '../../store/store.ts';
import { ColumnsDialog } from './ColumnsDialog.tsx';
import { ExportDialog } from './ExportDialog.tsx';

/** What is asked about the table or several records lies over any screen. */
export function TableDialogs() {
  const dialog = useStore((state) => state.tableDialog);
  const ontology = useOntologyOrNull();
  if (dialog === null || !ontology) return null;
  return dialog === 'columns' ? (
    <ColumnsDialog ontology={ontology} />
  ) : (
    <ExportDialog ontology={ontology} />
  );
}
