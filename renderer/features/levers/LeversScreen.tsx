import { Minimize2 } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import type { CatalogueLever } from '../../../shared/domain/lever-catalogue.ts';
import {
  type Catalogue,
  rereadCatalogue,
  useCatalogue,
  useCatalogueRead,
} from '../../api/use-catalogue.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { FailedState, LoadingState } from '../../ui/State.tsx';
import { AreaNote } from './AreaNote.tsx';
import { FindOutColumns } from './FindOutColumns.tsx';
import { InspectorSlot } from './inspector-slot.ts';
import { LetOutAsked } from './LetOutAsked.tsx';
import { LeverPage } from './LeverPage.tsx';
import { LeversToolbar } from './LeversToolbar.tsx';
import { LibraryColumns } from './LibraryColumns.tsx';
import styles from './levers.module.css';
import { OpeningsColumns } from './OpeningsColumns.tsx';
import { useAskedGroup, useGroups } from './use-openings.ts';

/** The levers: what can be done about a group, what a service can do, and the library with a page for each. */
export function LeversScreen({ inspector }: { readonly inspector: ReactNode }) {
  const read = useCatalogueRead();
  const check = useStore((state) => state.leverCheck);
  useEffect(() => {
    if (check > 0) rereadCatalogue();
  }, [check]);
  if (read.status === 'loading') return <LoadingState>Reading the levers</LoadingState>;
  if (read.status === 'failed')
    return (
      <FailedState
        message={read.error.message}
        actions={<Button onClick={rereadCatalogue}>Try again</Button>}
      />
    );
  return (
    <InspectorSlot value={inspector}>
      <Levers catalogue={read.value} />
    </InspectorSlot>
  );
}

function Levers({ catalogue }: { readonly catalogue: Catalogue }) {
  const isWhole = useStore((state) => state.isLeverPageWhole);
  const question = useStore((state) => state.leverQuestion);
  const page = useStore((state) => state.leverPage);
  const levers = useCatalogue();
  const groups = useGroups();
  const { groupId, isMissing } = useAskedGroup(groups);
  const lever = (page && levers.get(page.leverId)) ?? null;
  return (
    <>
      <LeversToolbar catalogue={catalogue} groups={groups} groupId={groupId} />
      <LetOutAsked groupId={groupId} />
      {question !== 'library' && <AreaNote />}
      {isWhole && lever ? (
        <WholePage lever={lever} />
      ) : question === 'library' ? (
        <LibraryColumns levers={catalogue.levers} lever={lever} />
      ) : groups.status === 'loading' ? (
        <LoadingState>Reading the groups</LoadingState>
      ) : question === 'to-find-out' ? (
        <FindOutColumns groupId={groupId} catalogue={catalogue.levers} lever={lever} />
      ) : (
        <OpeningsColumns groupId={groupId} isMissing={isMissing} lever={lever} />
      )}
    </>
  );
}

function WholePage({ lever }: { readonly lever: CatalogueLever }) {
  const setWhole = useStore((state) => state.setLeverPageWhole);
  const place = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another lever is read from its top.
  useEffect(() => {
    place.current?.focus();
    place.current?.scrollTo({ top: 0 });
  }, [lever.id]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves it, as its button does.
    <div
      ref={place}
      className={styles.whole}
      tabIndex={-1}
      data-region=""
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        setWhole(false);
      }}
    >
      <LeverPage
        lever={lever}
        isWhole
        tools={
          <Button
            look="quiet"
            icon={<Minimize2 size={14} aria-hidden="true" />}
            keys={['Esc']}
            onClick={() => setWhole(false)}
          >
            Back to the list
          </Button>
        }
      />
    </div>
  );
}
