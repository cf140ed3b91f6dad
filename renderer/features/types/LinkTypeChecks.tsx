import { useState } from 'react';
import { type Ontology, offered } from '../../../shared/domain/ontology.ts';
import { CheckField } from '../../ui/Field.tsx';
import { kindWords } from './type-rows.ts';
import styles from './types.module.css';

interface LinkTypeChecksProps {
  readonly name: string;
  readonly ontology: Ontology;
  readonly chosen: readonly string[];
  readonly error: string | null;
  readonly onChange: (ids: readonly string[]) => void;
}

/** Some of the link types, each to be ticked, behind a fold while none is. What counts as a ticked one comes with it. */
export function LinkTypeChecks({ name, ontology, chosen, error, onChange }: LinkTypeChecksProps) {
  // It does not fold up under whoever unticks the last one.
  const [startsOpen] = useState(chosen.length > 0);
  const types = offered(ontology.relationTypes, chosen);
  return (
    <details className={styles.fold} open={startsOpen || error !== null}>
      <summary>Link types that have it</summary>
      <fieldset className={styles.kinds} aria-describedby={error ? `${name}-fault` : undefined}>
        <legend className="visually-hidden">Link types that have it</legend>
        <p>Links are then asked for it, too. What counts as a ticked type has it as well.</p>
        <div>
          {types.map(({ id, base, label, from, to }) => {
            const isGiven = base !== undefined && chosen.includes(base);
            // Some read alike and join other kinds.
            const isAlone = types.every((one) => one.id === id || one.label !== label);
            const ends = `${kindWords(ontology, from)} to ${kindWords(ontology, to)}`;
            return (
              <CheckField
                key={id}
                name={name}
                label={isAlone ? label : `${label} (${ends})`}
                checked={isGiven || chosen.includes(id)}
                disabled={isGiven}
                onChange={(event) =>
                  onChange(
                    event.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id),
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
    </details>
  );
}
