import type { LeverService } from '../../../shared/api/lever-question.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/use-api.ts';
import { useStore } from '../../store/store.ts';
import { FailedState, LoadingState } from '../../ui/State.tsx';
import styles from './LeverLibrary.module.css';

/** Services and partners with how many openings each has, most first; choosing one lists its own. */
export function ServiceList({ groupId }: { readonly groupId: string | null }) {
  const revision = useStore((state) => state.revision);
  const check = useStore((state) => state.leverCheck);
  const links = useStore((state) => state.leverLinks);
  const chosen = useStore((state) => state.leverService);
  const choose = useStore((state) => state.setLeverService);
  const loaded = useApi(
    (signal) => api.lever.services({ ocgId: groupId, links }, { signal }),
    [groupId, links, revision, check],
  );
  if (loaded.status === 'loading') return <LoadingState>Counting by service</LoadingState>;
  if (loaded.status === 'failed')
    return <FailedState message={loaded.error.message} retry={loaded.retry} />;
  const { services } = loaded.value;
  return (
    <div className={styles.library}>
      <p className={styles.lead}>Strong, indicative, and all that apply or could</p>
      <div className={styles.list}>
        <button
          type="button"
          className={styles.all}
          aria-pressed={chosen === null}
          onClick={() => choose(null)}
        >
          <span>Every service</span>
        </button>
        <ul className={styles.services}>
          {services.map((service) => (
            <li key={service.id}>
              <button
                type="button"
                title={titleOf(service)}
                aria-pressed={chosen === service.id}
                data-is-none={openingsOf(service) === 0}
                onClick={() => choose(service.id)}
              >
                <span>{service.label}</span>
                <Counts service={service} />
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function openingsOf({ strong, indicative, couldApply }: LeverService): number {
  return strong + indicative + couldApply;
}

function titleOf(service: LeverService): string {
  const { label, levers, strong, indicative, couldApply, protecting } = service;
  const protects = protecting > 0 ? `, ${protecting} to protect someone` : '';
  return `${label}: ${strong} strong, ${indicative} indicative, ${couldApply} could apply${protects}; ${levers} levers`;
}

function Counts({ service }: { readonly service: LeverService }) {
  const { strong, indicative } = service;
  return (
    <>
      {strong > 0 && (
        <small className={styles.strong} aria-hidden="true">
          {strong.toLocaleString('en-GB')}
        </small>
      )}
      {indicative > 0 && (
        <small className={styles.indicative} aria-hidden="true">
          {indicative.toLocaleString('en-GB')}
        </small>
      )}
      <small className={styles.count}>
        {openingsOf(service).toLocaleString('en-GB')}
        <span className="visually-hidden">
          {` openings, ${strong} strong, ${indicative} indicative`}
        </span>
      </small>
    </>
  );
}
