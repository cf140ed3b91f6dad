import { ChevronDown, ChevronRight, Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { CatalogueLever } from '../../../shared/domain/lever-catalogue.ts';
import { foldText } from '../../../shared/domain/search-text.ts';
import { useStore } from '../../store/store.ts';
import styles from './LeverLibrary.module.css';
import { type LibraryService, libraryOf } from './library.ts';

interface LeverLibraryProps {
  readonly levers: readonly CatalogueLever[];
  /** How often each lever is flagged in what is looked at; null: nothing is. */
  readonly counts: ReadonlyMap<string, number> | null;
  /** Whether choosing a lever narrows the list to it; else it opens its page alone. */
  readonly isNarrowing: boolean;
}

/** The levers by the service that leads, with how often each is flagged; choosing one narrows the list to it. */
export function LeverLibrary({ levers, counts, isNarrowing }: LeverLibraryProps) {
  const [text, setText] = useState('');
  const onlyId = useStore((state) => state.leverOnlyId);
  const narrow = useStore((state) => state.narrowToLever);
  const sought = foldText(text.trim());
  const services = useMemo(() => libraryOf(levers, counts, sought), [levers, counts, sought]);
  const found = services.reduce((sum, service) => sum + service.levers.length, 0);
  const total = counts
    ? [...counts.values()].reduce((sum, count) => sum + count, 0)
    : levers.length;
  return (
    <div className={styles.library}>
      <div className={styles.sought}>
        <Search size={14} aria-hidden="true" />
        <input
          type="search"
          aria-label="Find a lever"
          placeholder="Find a lever"
          maxLength={100}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </div>
      <p className="visually-hidden" role="status">
        {sought !== '' && `${found} ${found === 1 ? 'lever' : 'levers'} found`}
      </p>
      <div className={styles.list}>
        {sought === '' && isNarrowing && (
          <button
            type="button"
            className={styles.all}
            aria-pressed={onlyId === null}
            onClick={() => narrow(null)}
          >
            <span>All levers</span>
            <span className={styles.count}>{total.toLocaleString('en-GB')}</span>
          </button>
        )}
        {services.map((service) => (
          <Service
            key={service.name}
            service={service}
            isSought={sought !== ''}
            isNarrowing={isNarrowing}
          />
        ))}
        {found === 0 && <p className={styles.none}>No lever is called “{text.trim()}”.</p>}
      </div>
    </div>
  );
}

function Service({
  service,
  isSought,
  isNarrowing,
}: {
  readonly service: LibraryService;
  readonly isSought: boolean;
  /** Whether choosing a lever narrows the list to it; else it opens its page alone. */
  readonly isNarrowing: boolean;
}) {
  const [isFolded, setFolded] = useState(false);
  const onlyId = useStore((state) => state.leverOnlyId);
  const narrow = useStore((state) => state.narrowToLever);
  const openLever = useStore((state) => state.openLever);
  const openId = useStore((state) => state.leverPage?.leverId ?? null);
  const isOpen = isSought || !isFolded;
  const Fold = isOpen ? ChevronDown : ChevronRight;
  return (
    <section className={styles.service} aria-label={service.name}>
      <h3>
        <button type="button" aria-expanded={isOpen} onClick={() => setFolded(isOpen)}>
          <Fold size={13} aria-hidden="true" />
          <span>{service.name}</span>
          <span className={styles.count}>{service.count.toLocaleString('en-GB')}</span>
        </button>
      </h3>
      {isOpen && (
        <ul>
          {service.levers.map(({ lever, count }) => (
            <li key={lever.id}>
              <button
                type="button"
                title={lever.title}
                aria-pressed={(isNarrowing ? onlyId : openId) === lever.id}
                data-is-none={count === 0}
                onClick={() => {
                  if (isNarrowing) narrow(lever.id);
                  openLever(lever.id);
                }}
              >
                <span>{lever.title}</span>
                {count !== null && (
                  <span className={styles.count}>{count.toLocaleString('en-GB')}</span>
                )}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
