import { Maximize2, X } from 'lucide-react';
import { type ReactNode, use, useState } from 'react';
import type { CatalogueLever } from '../../../shared/domain/lever-catalogue.ts';
import { useStore } from '../../store/store.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { InspectorSlot } from './inspector-slot.ts';
import { LeverFacets } from './LeverFacets.tsx';
import { LeverPage } from './LeverPage.tsx';
import type { ValueCounts } from './lever-filter.ts';
import styles from './levers.module.css';

const LEFT_MIN_PX = 200;
const LEFT_MAX_PX = 420;
const RIGHT_MIN_PX = 300;
const RIGHT_MAX_PX = 640;

interface LeftSideProps {
  /** What stands beside the filters. */
  readonly list: ReactNode;
  readonly label?: string;
  readonly count: number | null;
  readonly facets: ReadonlyMap<string, ValueCounts>;
}

/** The list by service, and the filters behind it. */
export function LeftSide({ list, label = 'By service', count, facets }: LeftSideProps) {
  const [tab, setTab] = useState<'list' | 'filters'>('list');
  const sizePx = useStore((state) => state.settings.panels.leftPx);
  const setPanels = useStore((state) => state.setPanels);
  const filter = useStore((state) => state.leverFilter);
  const filterCount = Object.values(filter).reduce((sum, chosen) => sum + chosen.length, 0);
  return (
    <Panel
      side="left"
      label="Services and filters"
      sizePx={sizePx}
      minPx={LEFT_MIN_PX}
      maxPx={LEFT_MAX_PX}
      onResize={(leftPx) => setPanels({ leftPx })}
    >
      <Tabs
        label="Services and filters"
        tabs={[
          { id: 'list', label, count },
          { id: 'filters', label: 'Filters', count: filterCount || null },
        ]}
        value={tab}
        onChange={setTab}
      >
        {tab === 'list' ? list : <LeverFacets counts={facets} />}
      </Tabs>
    </Panel>
  );
}

interface RightSideProps {
  /** The lever whose page is open; null: none is. */
  readonly lever: CatalogueLever | null;
  /** How it stands for the record that is looked at. */
  readonly children?: ReactNode;
}

/** The page of a lever beside the list, and the record that is selected behind it. */
export function RightSide({ lever, children }: RightSideProps) {
  const sizePx = useStore((state) => state.settings.panels.inspectorPx);
  const isOpen = useStore((state) => state.settings.panels.isInspectorOpen);
  const setPanels = useStore((state) => state.setPanels);
  const hasRecord = useStore((state) => state.primaryId !== null);
  const side = useStore((state) => state.leverSide);
  const setSide = useStore((state) => state.setLeverSide);
  const inspector = use(InspectorSlot);
  if (!isOpen || (!lever && !hasRecord)) return null;
  const shown = !lever || (hasRecord && side === 'record') ? 'record' : 'lever';
  return (
    <Panel
      side="right"
      label="Lever and record"
      sizePx={sizePx}
      minPx={RIGHT_MIN_PX}
      maxPx={RIGHT_MAX_PX}
      onResize={(inspectorPx) => setPanels({ inspectorPx })}
    >
      <Tabs
        label="Lever and record"
        tabs={[
          ...(lever ? [{ id: 'lever' as const, label: 'Lever' }] : []),
          ...(hasRecord ? [{ id: 'record' as const, label: 'Record' }] : []),
        ]}
        value={shown}
        onChange={setSide}
      >
        {shown === 'record' || !lever ? (
          <div className={styles.inspector}>{inspector}</div>
        ) : (
          <Page lever={lever}>{children}</Page>
        )}
      </Tabs>
    </Panel>
  );
}

function Page({ lever, children }: RightSideProps & { readonly lever: CatalogueLever }) {
  const close = useStore((state) => state.closeLeverPage);
  const setWhole = useStore((state) => state.setLeverPageWhole);
  return (
    <section
      key={lever.id}
      className={styles.scrolled}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys scroll it.
      tabIndex={0}
      aria-label="Page of the lever"
    >
      <LeverPage
        lever={lever}
        tools={
          <>
            <IconButton
              label="Open the whole page"
              tip="below-left"
              icon={<Maximize2 size={14} aria-hidden="true" />}
              onClick={() => setWhole(true)}
            />
            <IconButton
              label="Close the page"
              tip="below-left"
              icon={<X size={15} aria-hidden="true" />}
              onClick={close}
            />
          </>
        }
      >
        {children}
      </LeverPage>
    </section>
  );
}
