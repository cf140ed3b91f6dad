import { useEffect, useState } from 'react';
import {
  AUTHORITY_WORDS,
  AuthorityType,
  areaFault,
  type CaseArea,
  UNKNOWN_AREA,
} from '../../../shared/domain/case-area.ts';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { useApi } from '../../api/use-api.ts';
import { READ_ONLY_WORDS } from '../../store/form.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceField, SelectField, TextField } from '../../ui/Field.tsx';
import { FormFailure } from '../../ui/FormFailure.tsx';
import styles from './SettingsScreen.module.css';

const NATIONS = [
  { value: 'unknown', label: 'Not said' },
  { value: 'england', label: 'England' },
  { value: 'wales', label: 'Wales' },
] as const;

/** Which council's area the case is about. */
export function AreaSection() {
  const isReadOnly = useStore((state) => state.caseState?.isReadOnly ?? false);
  const viewRevision = useStore((state) => state.viewRevision);
  const say = useStore((state) => state.say);
  const kept = useApi(() => api.case.area(), [viewRevision]);
  const [area, setArea] = useState<CaseArea>(UNKNOWN_AREA);
  const [failure, setFailure] = useState<string | null>(null);
  const loaded = kept.status === 'ready' ? kept.value : null;
  // What was undone, or changed in another window, is shown here too.
  useEffect(() => {
    if (loaded) setArea(loaded);
  }, [loaded]);
  const isChanged = loaded !== null && JSON.stringify(loaded) !== JSON.stringify(area);
  const fault = areaFault(area);

  async function save(): Promise<void> {
    if (!isChanged || fault) return;
    setFailure(null);
    try {
      const authorityName = area.authorityName?.trim() || null;
      await api.case.saveArea({ ...area, authorityName });
      say('The area of the case was changed', { canUndo: true });
    } catch (error) {
      setFailure(toAppError(error).message);
    }
  }

  return (
    <fieldset className={styles.fields} disabled={isReadOnly}>
      <legend className={styles.hint}>
        Councils have different powers by their kind and nation. The levers say who holds each
        power. {isReadOnly && READ_ONLY_WORDS}
      </legend>
      <ChoiceField
        label="Nation"
        value={area.nation ?? 'unknown'}
        options={NATIONS}
        onChange={(nation) => setArea({ ...area, nation: nation === 'unknown' ? null : nation })}
      />
      <SelectField
        label="Kind of council"
        value={area.authorityType ?? ''}
        error={fault}
        onChange={(event) =>
          setArea({
            ...area,
            authorityType:
              AuthorityType.options.find((type) => type === event.target.value) ?? null,
          })
        }
      >
        <option value="">Not said</option>
        {AuthorityType.options.map((type) => (
          <option key={type} value={type}>
            {AUTHORITY_WORDS[type]}
          </option>
        ))}
      </SelectField>
      <TextField
        label="Name of the authority"
        maxLength={120}
        value={area.authorityName ?? ''}
        onChange={(event) => setArea({ ...area, authorityName: event.target.value || null })}
      />
      <FormFailure message={failure} />
      <div>
        <Button aria-disabled={!isChanged || fault !== null} onClick={save}>
          Save the area
        </Button>
      </div>
    </fieldset>
  );
}
