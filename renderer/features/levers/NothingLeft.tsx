import { FunnelX } from 'lucide-react';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/State.tsx';
import { clearFacet, type NamedFacet } from './lever-filter.ts';

/** The filter leaves nothing: which part of it hides most, and how to drop it. */
export function NothingLeft({ hiding }: { readonly hiding: NamedFacet | null }) {
  const filter = useStore((state) => state.leverFilter);
  const setFilter = useStore((state) => state.setLeverFilter);
  const narrow = useStore((state) => state.narrowToLever);
  return (
    <EmptyState
      title="Nothing matches these filters"
      icon={<FunnelX size={28} aria-hidden="true" />}
      actions={
        <>
          {hiding && (
            <Button look="primary" onClick={() => setFilter(clearFacet(filter, hiding.key))}>
              {`Clear ${hiding.label}`}
            </Button>
          )}
          <Button
            look={hiding ? 'plain' : 'primary'}
            onClick={() => {
              setFilter({});
              narrow(null);
            }}
          >
            Clear all filters
          </Button>
        </>
      }
    >
      {hiding && (
        <>
          <b>{hiding.label}</b> hides the most.
        </>
      )}
    </EmptyState>
  );
}
