import { useState } from 'react';
import { Marking } from '../../../shared/domain/marking.ts';
import type { Ontology } from '../../../shared/domain/ontology.ts';
import { api } from '../../api/api.ts';
import { useExport } from '../../api/use-export.ts';
import { type RecordExtent, recordsIn } from '../../store/record-extent.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { CheckField, ChoiceField } from '../../ui/Field.tsx';
import { FormFailure } from '../../ui/FormFailure.tsx';
import { MarkingField } from '../../ui/MarkingField.tsx';
import { Note } from '../../ui/Note.tsx';
import { ReasonField } from '../../ui/ReasonField.tsx';
import styles from './table.module.css';
import { useColumns } from './use-columns.ts';

type Format = 'csv' | 'xlsx';

const FIRST_SORT = { by: 'best', direction: 'ascending' } as const;

/** Takes records out of the case as a table: says what becomes of it, and asks why. */
export function ExportDialog({ ontology }: { readonly ontology: Ontology }) {
  const setTableDialog = useStore((state) => state.setTableDialog);
  const say = useStore((state) => state.say);
  const selectedCount = useStore((state) => state.selectedIds.length);
  const [sort = FIRST_SORT, ...thenBy] = useStore((state) => state.recordSort);
  const { shown } = useColumns(ontology);
  const [format, setFormat] = useState<Format>('xlsx');
  const [extent, setExtent] = useState<RecordExtent>(selectedCount > 0 ? 'selected' : 'listed');
  const [leavesOutC, setLeavesOutC] = useState(false);
  const [marking, setMarking] = useState<Marking>(
    () => useStore.getState().caseState?.markingDefaults?.exports ?? 'OFFICIAL-SENSITIVE',
  );
  const close = () => setTableDialog(null);
  const letOut = useExport(say, close);
  const { reason, isBusy, failure } = letOut;

  function run(): void {
    void letOut.run((reason) =>
      api.entity.export({
        format,
        ...recordsIn(extent),
        sort,
        thenBy,
        columns: shown.map(({ definition }) => definition.id),
        leavesOutC,
        marking,
        reason,
      }),
    );
  }

  function asNetwork(): void {
    close();
    const { screen, lookThrough, lens, requestMap } = useStore.getState();
    if (screen !== 'map') lookThrough(lens);
    requestMap({ type: 'export' });
  }

  return (
    <Dialog
      title="Export records"
      onClose={close}
      actions={
        <>
          <Button look="primary" aria-disabled={isBusy} onClick={run}>
            Export
          </Button>
          <Button onClick={close}>Keep them here</Button>
          <Button look="quiet" onClick={asNetwork}>
            As a network or picture
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <Note tone="warning">
          An export leaves the case and cannot be undone. It is recorded with your reason.
        </Note>
        {selectedCount > 0 && (
          <ChoiceField
            label="Which records"
            value={extent}
            onChange={setExtent}
            options={[
              { value: 'selected', label: `${selectedCount.toLocaleString('en-GB')} selected` },
              { value: 'listed', label: 'All listed' },
            ]}
          />
        )}
        <ChoiceField
          label="Format"
          value={format}
          onChange={setFormat}
          options={[
            { value: 'xlsx', label: 'Excel workbook' },
            { value: 'csv', label: 'CSV' },
          ]}
        />
        <MarkingField
          label="Marking of the file"
          markings={Marking.options}
          value={marking}
          onChange={setMarking}
        />
        <CheckField
          label="Leave out records that rest on information coded C"
          checked={leavesOutC}
          onChange={(event) => setLeavesOutC(event.target.checked)}
        />
        <ReasonField {...reason} />
        <FormFailure message={failure} />
      </div>
    </Dialog>
  );
}
