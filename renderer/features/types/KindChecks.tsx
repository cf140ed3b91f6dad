import type { KindDefinition } from '../../../shared/domain/ontology.ts';
import { CheckField } from '../../ui/Field.tsx';
import styles from './types.module.css';

interface KindChecksProps {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly kinds: readonly KindDefinition[];
  readonly chosen: readonly string[];
  readonly error: string | null;
  readonly onChange: (ids: readonly string[]) => void;
}

/** Some of the kinds, each to be ticked. What is built on a ticked kind comes with it. */
export function KindChecks(props: KindChecksProps) {
  const { name, label, hint, kinds, chosen, error, onChange } = props;
  return (
    <fieldset className={styles.kinds} aria-describedby={error ? `${name}-fault` : undefined}>
      <legend>{label}</legend>
      <p>{hint}</p>
      <div>
        {kinds.map((kind) => {
          const isGiven = kind.base !== undefined && chosen.includes(kind.base);
          return (
            <CheckField
              key={kind.id}
              name={name}
              label={kind.label}
              checked={isGiven || chosen.includes(kind.id)}
              disabled={isGiven}
              onChange={(event) =>
                onChange(
                  event.target.checked
                    ? [...chosen, kind.id]
                    : chosen.filter((id) => id !== kind.id),
                )
              }
            />
          );
        })}
      </div>
      {error && (
        <p id={`${name}-fault`} className={styles.fault}>
          {error}
        </p>
      )}
    </fieldset>
  );
}
