import { FunnelX, Maximize2, Minimize2, RefreshCw, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { keysOf } from '../../../shared/commands.ts';
import { dateWords } from '../../../shared/domain/date-words.ts';
import type { Lever } from '../../../shared/domain/lever.ts';
import {
  type Catalogue,
  rereadCatalogue,
  useCatalogue,
  useCatalogueRead,
} from '../../api/use-catalogue.ts';
import { useStore } from '../../store/store.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { EmptyState, FailedState, LoadingState } from '../../ui/State.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { Toolbar } from '../../ui/Toolbar.tsx';
import { FilterTokens } from './FilterTokens.tsx';
import { LeverFacets } from './LeverFacets.tsx';
import { LeverLibrary } from './LeverLibrary.tsx';
import { LeverPage } from './LeverPage.tsx';
import { LibraryTable } from './LibraryTable.tsx';
import { clearFacet, mostHiding, passesFilter } from './lever-filter.ts';
import styles from './levers.module.css';

const LEFT_MIN_PX = 200;
const LEFT_MAX_PX = 420;
const RIGHT_MIN_PX = 300;
const RIGHT_MAX_PX = 640;

/** The levers: the library by service, what is looked at, and the page of a lever beside it or over it all. */
export function LeversScreen() {
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
  return <Levers catalogue={read.value} />;
}

function Levers({ catalogue }: { readonly catalogue: Catalogue }) {
  const isWhole = useStore((state) => state.isLeverPageWhole);
  const page = useStore((state) => state.leverPage);
  const levers = useCatalogue();
  const lever = page ? levers.get(page.leverId) : undefined;
  return (
    <>
      <LeversToolbar catalogue={catalogue} />
      {isWhole && lever ? (
        <WholePage lever={lever} />
      ) : (
        <div className={styles.columns}>
          <LeftSide levers={catalogue.levers} />
          <Centre levers={catalogue.levers} />
          {lever && <RightSide lever={lever} />}
        </div>
      )}
    </>
  );
}

function LeversToolbar({ catalogue }: { readonly catalogue: Catalogue }) {
  const checkAgain = useStore((state) => state.checkLeversAgain);
  return (
    <Toolbar label="Levers">
      <h2 className={styles.title}>Levers</h2>
      <Chip tone="outline">{`${catalogue.levers.length} levers`}</Chip>
      <span className={styles.quiet}>
        {catalogue.asAt !== '' && `Law followed to ${dateWords(catalogue.asAt)} or later`}
      </span>
      <span className={styles.gap} />
      <Button
        icon={<RefreshCw size={14} aria-hidden="true" />}
        keys={keysOf('Shift+L')}
        onClick={checkAgain}
      >
        Check again
      </Button>
    </Toolbar>
  );
}

function LeftSide({ levers }: { readonly levers: readonly Lever[] }) {
  const [tab, setTab] = useState<'library' | 'filters'>('library');
  const sizePx = useStore((state) => state.settings.panels.leftPx);
  const setPanels = useStore((state) => state.setPanels);
  const filter = useStore((state) => state.leverFilter);
  const filterCount = Object.values(filter).reduce((sum, chosen) => sum + chosen.length, 0);
  return (
    <Panel
      side="left"
      label="Library"
      sizePx={sizePx}
      minPx={LEFT_MIN_PX}
      maxPx={LEFT_MAX_PX}
      onResize={(leftPx) => setPanels({ leftPx })}
    >
      <Tabs
        label="Library and filters"
        tabs={[
          { id: 'library', label: 'By service', count: levers.length },
          { id: 'filters', label: 'Filters', count: filterCount || null },
        ]}
        value={tab}
        onChange={setTab}
      >
        {tab === 'library' ? (
          <LeverLibrary levers={levers} counts={null} />
        ) : (
          <LeverFacets items={levers.map((lever) => ({ lever }))} />
        )}
      </Tabs>
    </Panel>
  );
}

function Centre({ levers }: { readonly levers: readonly Lever[] }) {
  const filter = useStore((state) => state.leverFilter);
  const onlyId = useStore((state) => state.leverOnlyId);
  const all = levers.map((lever) => ({ lever }));
  const only = levers.find(({ id }) => id === onlyId) ?? null;
  const shown = all
    .filter((item) => passesFilter(item, filter) && (!only || item.lever === only))
    .map(({ lever }) => lever);
  return (
    <section
      className={styles.centre}
      aria-label="Levers of the library"
      data-region=""
      tabIndex={-1}
    >
      <FilterTokens onlyTitle={only?.title ?? null} />
      {shown.length > 0 ? (
        <LibraryTable levers={shown} />
      ) : (
        <NothingLeft hiding={mostHiding(all, filter)} />
      )}
    </section>
  );
}

/** The filter leaves nothing: which part of it hides most, and how to drop it. */
function NothingLeft({ hiding }: { readonly hiding: ReturnType<typeof mostHiding> }) {
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

function RightSide({ lever }: { readonly lever: Lever }) {
  const sizePx = useStore((state) => state.settings.panels.inspectorPx);
  const setPanels = useStore((state) => state.setPanels);
  const close = useStore((state) => state.closeLeverPage);
  const setWhole = useStore((state) => state.setLeverPageWhole);
  return (
    <Panel
      side="right"
      label="Lever"
      sizePx={sizePx}
      minPx={RIGHT_MIN_PX}
      maxPx={RIGHT_MAX_PX}
      onResize={(inspectorPx) => setPanels({ inspectorPx })}
    >
      <Scrolled resetKey={lever.id} label="Page of the lever">
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
        />
      </Scrolled>
    </Panel>
  );
}

function WholePage({ lever }: { readonly lever: Lever }) {
  const setWhole = useStore((state) => state.setLeverPageWhole);
  const heading = useRef<HTMLDivElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div ref={heading} className={styles.whole} tabIndex={-1} data-region="">
      <LeverPage
        lever={lever}
        isWhole
        tools={
          <Button
            look="quiet"
            icon={<Minimize2 size={14} aria-hidden="true" />}
            onClick={() => setWhole(false)}
          >
            Back to the list
          </Button>
        }
      />
    </div>
  );
}

/** What scrolls, reachable by keyboard, and at its top when it shows something else. */
function Scrolled(props: {
  readonly resetKey: string;
  readonly label: string;
  readonly children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys scroll it.
    <section key={props.resetKey} className={styles.scrolled} tabIndex={0} aria-label={props.label}>
      {props.children}
    </section>
  );
}
