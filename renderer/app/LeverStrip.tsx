import { TriangleAlert } from 'lucide-react';
import { api } from '../api/api.ts';
import { useApi } from '../api/use-api.ts';
import { showSettings } from '../commands/show-settings.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/Button.tsx';
import styles from './DamageStrip.module.css';

/** Says, for as long as it is so, that lever files were left out, or that the case knows levers that are not here. */
export function LeverStrip() {
  const handle = useStore((state) => state.caseState?.handle ?? null);
  const typesRevision = useStore((state) => state.typesRevision);
  const screen = useStore((state) => state.screen);
  const asked = useApi(
    () => (handle === null ? Promise.resolve(null) : api.lever.unknown()),
    [handle, typesRevision],
  );
  const faults = useApi(() => api.council.faults(), [typesRevision]);
  const files = faults.status === 'ready' ? faults.value.files : 0;
  const unknown = asked.status === 'ready' ? asked.value : null;
  if ((files === 0 && unknown === null) || screen === 'settings') return null;
  return (
    <p className={`${styles.strip} ${styles.warning}`} role="note">
      <TriangleAlert size={15} aria-hidden="true" />
      <span>
        {files > 0 && (
          <>
            <strong>
              {files === 1
                ? 'A file of lever rules has faults. '
                : `${files} files of lever rules have faults. `}
            </strong>
            What is wrong was left out; all other levers answer.{' '}
          </>
        )}
        {unknown?.isNewer && (
          <>
            <strong>This case was used with newer levers ({unknown.edition.version}).</strong>{' '}
            Update to see what they say.{' '}
          </>
        )}
        {unknown && unknown.levers.length > 0 && (
          <>
            {unknown.levers.length === 1
              ? '1 lever of this case is not known here.'
              : `${unknown.levers.length} levers of this case are not known here.`}{' '}
            What was recorded about them is kept.
          </>
        )}
      </span>
      <Button look="quiet" onClick={() => showSettings('lever-rules')}>
        Lever rules
      </Button>
    </p>
  );
}
