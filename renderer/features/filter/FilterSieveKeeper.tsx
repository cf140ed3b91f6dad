import { useEffect } from 'react';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { filterOf } from '../../store/explore.ts';
import { useStore } from '../../store/store.ts';

function Keeper() {
  const filter = useStore(filterOf);
  const shownIds = useStore((state) => state.shownIds);
  const revision = useStore((state) => state.revision);
  const setSieve = useStore((state) => state.setSieve);
  const say = useStore((state) => state.say);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed case is asked anew.
  useEffect(() => {
    let isOver = false;
    api.entity.queryIds({ filter, among: [...shownIds] }).then(
      ({ ids }) => {
        if (!isOver) setSieve('filter', { entityIds: new Set(ids), relationIds: null });
      },
      (error: unknown) => {
        if (!isOver) say(toAppError(error).message, { tone: 'failed' });
      },
    );
    return () => {
      isOver = true;
    };
  }, [filter, shownIds, revision, setSieve, say]);
  useEffect(() => () => setSieve('filter', null), [setSieve]);
  return null;
}

/** Keeps what the filter lets through of the records on the map, whichever screen is looked at. */
export function FilterSieveKeeper() {
  const isOn = useStore((state) => filterOf(state) !== '' && state.caseState?.status === 'open');
  return isOn ? <Keeper /> : null;
}
