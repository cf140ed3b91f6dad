import type { ReactNode } from 'react';
import { useId, useMemo, useState } from 'react';
import type { Ontology } from '../../../shared/domain/ontology.ts';
import { useOntologyOrNull } from '../../api/use-ontology.ts';
import { GraphCanvas } from '../../canvas/GraphCanvas.tsx';
import { createMapModel } from '../../canvas/map-model.ts';
import { useStore } from '../../store/store.ts';
import { LoadingState } from '../../ui/State.tsx';
import { Toolbar } from '../../ui/Toolbar.tsx';
import { MapWorkspace } from './MapWorkspace.tsx';
import styles from './map.module.css';
import { type BegunReading, beginReading } from './map-reading.ts';

interface MapScreenProps {
  /** The choice of lens, first in the row of tools. */
  readonly lenses: ReactNode;
  /** False while another lens lies over the map, which stays as it is below. */
  readonly isShown: boolean;
}

/** The map of the open case. */
export function MapScreen({ lenses, isShown }: MapScreenProps) {
  const ontology = useOntologyOrNull();
  const handle = useStore((state) => state.caseState?.handle ?? '');
  // Asked for at once: the backend reads while the canvas is made.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another case is another reading.
  const reading = useMemo(beginReading, [handle]);
  if (!ontology) return <LoadingState>Reading the kinds of record</LoadingState>;
  return (
    <MapOfCase
      key={handle}
      ontology={ontology}
      reading={reading}
      lenses={lenses}
      isShown={isShown}
    />
  );
}

interface MapOfCaseProps extends MapScreenProps {
  readonly ontology: Ontology;
  readonly reading: BegunReading;
}

function MapOfCase({ ontology, reading, lenses, isShown }: MapOfCaseProps) {
  const drawn = JSON.stringify(ontology.kinds.map(({ fields: _, ...kind }) => kind));
  // Another word or field leaves the map as it is.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the model reads of the kinds what is drawn of them.
  const model = useMemo(() => createMapModel(ontology.kinds), [drawn]);
  const helpId = useId();
  const [toolRow, setToolRow] = useState<HTMLElement | null>(null);
  return (
    <div className={styles.screen}>
      {/* There from the start: were the canvas made first, it would have to be sized twice. */}
      <Toolbar label="Map tools" isHidden={!isShown}>
        {lenses}
        <div ref={setToolRow} className={styles.toolRow} />
      </Toolbar>
      <p id={helpId} className="visually-hidden">
        Arrow keys go to the nearest record. Left and right bracket step round its links. Enter
        opens the inspector. Control with an arrow looks without selecting, and Space then adds.
        Shift with an arrow moves what is selected. The menu key lists everything else.
      </p>
      <GraphCanvas model={model} label="Network map" describedBy={helpId}>
        <MapWorkspace ontology={ontology} reading={reading} toolRow={toolRow} />
      </GraphCanvas>
    </div>
  );
}
