import { useEffect, useMemo } from 'react';
import type { Ontology } from '../../../shared/domain/ontology.ts';
import { useCanvas } from '../../canvas/canvas-context.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { CheckField } from '../../ui/Field.tsx';
import { countLegend } from './legend-counts.ts';
import { countLinkTypes } from './link-types.ts';
import styles from './map.module.css';
import { useModel } from './use-model.ts';

interface HideKindsDialogProps {
  readonly ontology: Ontology;
  readonly onClose: () => void;
}

/** Kinds of record and types of link on the map, each to be ticked: what is not is hidden, at once. */
export function HideKindsDialog({ ontology, onClose }: HideKindsDialogProps) {
  const { model, region } = useCanvas();
  const version = useModel(model, ['records', 'kinds']);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the graph is one object that changes with the version.
  const kinds = useMemo(
    () => countLegend(model.graph, ontology.kinds).kinds,
    [model, ontology, version],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the graph is one object that changes with the version.
  const types = useMemo(() => countLinkTypes(model.graph, ontology), [model, ontology, version]);
  // Once the dialog is gone: while it is there nothing else can have the focus.
  useEffect(() => () => region.focus(), [region]);
  const isAnyHidden = model.hiddenKinds.size + model.hiddenRelationTypes.size > 0;
  return (
    <Dialog
      title="Show and hide"
      isLong
      onClose={onClose}
      actions={
        <>
          <Button look="primary" onClick={onClose}>
            Done
          </Button>
          <Button aria-disabled={!isAnyHidden} onClick={() => model.showAllKinds()}>
            Show everything
          </Button>
        </>
      }
    >
      <fieldset className={styles.hideList}>
        <legend>Records</legend>
        {kinds.length === 0 && <p>There are no records on the map.</p>}
        {kinds.map(({ kind, count }) => (
          <CheckField
            key={kind.id}
            label={`${kind.plural} (${count.toLocaleString('en-GB')})`}
            checked={!model.hiddenKinds.has(kind.id)}
            onChange={() => model.toggleKind(kind.id)}
          />
        ))}
      </fieldset>
      <fieldset className={styles.hideList}>
        <legend>Links</legend>
        {types.length === 0 && <p>There are no links on the map.</p>}
        {types.map(({ type, label, count }) => (
          <CheckField
            key={type}
            label={`${label} (${count.toLocaleString('en-GB')})`}
            checked={!model.hiddenRelationTypes.has(type)}
            onChange={() => model.toggleRelationType(type)}
          />
        ))}
      </fieldset>
    </Dialog>
  );
}
