import { Layers, MapPinCheck, MapPinOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useCallback, useMemo, useState } from 'react';
import type { PlaceFile, Places } from '../../../shared/api/place.ts';
import type { Ontology } from '../../../shared/domain/ontology.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useOntology } from '../../api/use-ontology.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import lens from '../../ui/Lens.module.css';
import { EmptyState, FailedState, LoadingState } from '../../ui/State.tsx';
import { Toolbar } from '../../ui/Toolbar.tsx';
import { PlaceFilesDialog } from './PlaceFilesDialog.tsx';
import { PlacesMap } from './PlacesMap.tsx';
import { PlacesTable, UnplacedTable } from './PlacesTable.tsx';
import styles from './places.module.css';
import {
  createPlaceModel,
  type PlacePoint,
  type PlacesScope,
  useBoundaries,
  useCoastline,
  usePlaces,
} from './use-places.ts';

type Look = 'map' | 'table' | 'unplaced';

/** Premises, businesses and events where they are, on a map that needs no network. */
export function PlacesLens({ lenses }: { readonly lenses: ReactNode }) {
  const [scope, setScope] = useState<PlacesScope>('shown');
  const [look, setLook] = useState<Look>('map');
  const [showsLinks, setShowsLinks] = useState(false);
  const [hiddenIds, setHiddenIds] = useState<ReadonlySet<string>>(new Set());
  const [isManaging, setIsManaging] = useState(false);
  const [filesVersion, setFilesVersion] = useState(0);
  const revision = useStore((state) => state.revision);
  const isMapEmpty = useStore((state) => state.shownIds.length === 0) && scope === 'shown';
  const places = usePlaces(scope, filesVersion);
  const ontology = useOntology();
  const listed = useApi(() => api.place.files(), [revision, filesVersion]);
  const files = listed.status === 'ready' ? listed.value : NO_FILES;
  const boundaries = files.filter(({ type }) => type === 'boundaries');
  const unplacedCount = places.status === 'ready' ? places.value.unplaced.length : 0;

  return (
    <section className={lens.lens} aria-label="Places">
      <Toolbar label="Tools of the places">
        {lenses}
        <span className={lens.rule} aria-hidden="true" />
        <label className={lens.choose}>
          <span>Records</span>
          <select value={scope} onChange={(event) => setScope(event.target.value as PlacesScope)}>
            <option value="shown">On the map</option>
            <option value="whole">Whole case</option>
          </select>
        </label>
        <label className={lens.choose}>
          <span>As</span>
          <select value={look} onChange={(event) => setLook(event.target.value as Look)}>
            <option value="map">Map</option>
            <option value="table">Table</option>
            <option value="unplaced">{`Not placed (${unplacedCount.toLocaleString('en-GB')})`}</option>
          </select>
        </label>
        <label className={lens.check}>
          <input
            type="checkbox"
            checked={showsLinks}
            onChange={(event) => setShowsLinks(event.target.checked)}
          />
          Links between places
        </label>
        {boundaries.map(({ id, name }) => (
          <label key={id} className={lens.check}>
            <input
              type="checkbox"
              checked={!hiddenIds.has(id)}
              onChange={(event) => {
                const next = new Set(hiddenIds);
                if (event.target.checked) next.delete(id);
                else next.add(id);
                setHiddenIds(next);
              }}
            />
            <span className={styles.setName}>{name}</span>
          </label>
        ))}
        <span className={lens.gap} />
        <Button icon={<Layers size={14} aria-hidden="true" />} onClick={() => setIsManaging(true)}>
          Map data
        </Button>
      </Toolbar>
      {isMapEmpty ? (
        <EmptyState title="There is nothing on this map yet">
          Show records on the map, or choose the whole case above.
        </EmptyState>
      ) : places.status === 'failed' ? (
        <FailedState message={places.error.message} retry={places.retry} />
      ) : ontology.status === 'failed' ? (
        <FailedState message={ontology.error.message} retry={ontology.retry} />
      ) : places.status === 'loading' || ontology.status === 'loading' ? (
        <LoadingState>Finding places</LoadingState>
      ) : (
        <PlacesBody
          key={scope}
          ontology={ontology.value}
          places={places.value}
          boundaries={boundaries.filter(({ id }) => !hiddenIds.has(id))}
          look={look}
          showsLinks={showsLinks}
          onLook={setLook}
          onManage={() => setIsManaging(true)}
        />
      )}
      {isManaging && (
        <PlaceFilesDialog
          files={files}
          onChanged={() => setFilesVersion(filesVersion + 1)}
          onClose={() => setIsManaging(false)}
        />
      )}
    </section>
  );
}

const NO_FILES: readonly PlaceFile[] = [];

interface PlacesBodyProps {
  readonly ontology: Ontology;
  readonly places: Places;
  readonly boundaries: readonly PlaceFile[];
  readonly look: Look;
  readonly showsLinks: boolean;
  readonly onLook: (look: Look) => void;
  readonly onManage: () => void;
}

function PlacesBody({
  ontology,
  places,
  boundaries,
  look,
  showsLinks,
  onLook,
  onManage,
}: PlacesBodyProps) {
  const model = useMemo(() => createPlaceModel(places), [places]);
  const shapes = useBoundaries(boundaries, model.plane);
  const coast = useCoastline(model.box, model.plane);
  const sieves = useStore((state) => state.sieves);
  const isRemoving = useStore((state) => state.sieveMode === 'remove');
  const passes = useCallback(
    ({ entity }: PlacePoint) =>
      Object.values(sieves).every((sieve) => !sieve?.entityIds || sieve.entityIds.has(entity.id)),
    [sieves],
  );
  const points = useMemo(
    () =>
      isRemoving && Object.keys(sieves).length > 0 ? model.points.filter(passes) : model.points,
    [model, isRemoving, sieves, passes],
  );
  const isFaint = useCallback((point: PlacePoint) => !passes(point), [passes]);
  const hasSieve = Object.keys(sieves).length > 0;
  const count = places.unplaced.length;

  if (look === 'unplaced' && count === 0)
    return (
      <EmptyState
        title="Nothing is left out"
        icon={<MapPinCheck size={28} aria-hidden="true" />}
        actions={
          <Button look="primary" onClick={() => onLook('map')}>
            Back to the map
          </Button>
        }
      >
        All premises, businesses and events among these records have a place.
      </EmptyState>
    );
  if (look === 'unplaced') return <UnplacedTable ontology={ontology} unplaced={places.unplaced} />;
  if (model.points.length === 0)
    return (
      <EmptyState
        title="None of these records has a place"
        icon={<MapPinOff size={28} aria-hidden="true" />}
        actions={
          places.hasLookup || count === 0 ? undefined : (
            <Button look="primary" onClick={onManage}>
              Add a postcode lookup
            </Button>
          )
        }
      >
        {count === 0
          ? 'Premises, businesses and events are drawn here. People are not: where someone lives is not shown.'
          : `${count.toLocaleString('en-GB')} have neither coordinates nor a postcode that can be looked up.`}
      </EmptyState>
    );
  return (
    <>
      {look === 'table' ? (
        <PlacesTable ontology={ontology} points={points} />
      ) : (
        <PlacesMap
          ontology={ontology}
          model={model}
          points={points}
          isFaint={hasSieve ? isFaint : null}
          coast={coast}
          shapes={shapes}
          showsLinks={showsLinks}
        />
      )}
      <p className={lens.note}>
        {`${points.length.toLocaleString('en-GB')} placed. People are not drawn. `}
        {count > 0 && (
          <button type="button" className={styles.link} onClick={() => onLook('unplaced')}>
            {`${count.toLocaleString('en-GB')} could not be placed`}
          </button>
        )}
        {count > 0 && !places.hasLookup && ' A postcode lookup may place more: see Map data.'}
      </p>
    </>
  );
}
