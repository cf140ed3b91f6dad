import type { NewLink } from '../../../shared/api/entity-edit.ts';
import type { Ontology } from '../../../shared/domain/ontology.ts';
import type { PresetLink } from '../../store/form.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { EntityPicker, type Picked } from './EntityPicker.tsx';
import { linkedKinds, linkOptions } from './link-options.ts';
import styles from './record.module.css';
import type { Faults } from './use-hand-form.ts';

/** A link of a record that is being made: to what, and of which type and direction. */
export interface LinkDraft {
  readonly other: Picked;
  /** A value of {@link linkOptions}; empty: not chosen yet. */
  readonly option: string;
}

/** What is wrong with the links of a record. */
export function linkFaults(links: readonly LinkDraft[]): Faults {
  const entries = links.flatMap(({ option }, index) =>
    option === '' ? [[`link-${index}`, 'Say how they are linked.'] as const] : [],
  );
  return Object.fromEntries(entries);
}

/** Links as the backend takes them. */
export function readLinks(
  links: readonly LinkDraft[],
  kind: string,
  ontology: Ontology,
): readonly NewLink[] {
  return links.flatMap(({ other, option }) => {
    const found = linkOptions(ontology, kind, other.kind).find(({ value }) => value === option);
    return found
      ? [
          {
            type: found.type,
            direction: found.direction,
            otherId: other.id,
            startedOn: null,
            endedOn: null,
          },
        ]
      : [];
  });
}

/** A link that a form was opened with. */
export function presetDraft(link: PresetLink, other: Picked): LinkDraft {
  return { other, option: link.type === '' ? '' : `${link.type} ${link.direction}` };
}

interface LinkRowsProps {
  readonly kind: string;
  readonly ontology: Ontology;
  readonly links: readonly LinkDraft[];
  readonly faultOf: (name: string) => string | null;
  readonly onChange: (links: readonly LinkDraft[]) => void;
}

/** What a new record is linked to, each link in words from its side. */
export function LinkRows({ kind, ontology, links, faultOf, onChange }: LinkRowsProps) {
  const kinds = linkedKinds(ontology, kind);
  if (kinds.length === 0) return null;
  return (
    <fieldset className={styles.group}>
      <legend>Links</legend>
      {links.map(({ other, option }, index) => (
        <div key={other.id} className={styles.linkRow}>
          <SelectField
            name={`link-${index}`}
            label={`This record is … ${other.label}`}
            value={option}
            error={faultOf(`link-${index}`)}
            onChange={(event) => onChange(links.with(index, { other, option: event.target.value }))}
          >
            <option value="">Choose…</option>
            {linkOptions(ontology, kind, other.kind).map(({ value, words }) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </SelectField>
          <Button look="quiet" onClick={() => onChange(links.toSpliced(index, 1))}>
            Leave out
          </Button>
        </div>
      ))}
      <EntityPicker
        label={links.length === 0 ? 'Link it to' : 'Link it to another'}
        name="other"
        ontology={ontology}
        picked={null}
        kinds={kinds}
        error={null}
        onPick={(other) => {
          if (other && links.every((link) => link.other.id !== other.id))
            onChange([...links, { other, option: onlyOption(ontology, kind, other.kind) }]);
        }}
      />
    </fieldset>
  );
}

/** The one type that fits, where there is no choice. */
function onlyOption(ontology: Ontology, kind: string, otherKind: string): string {
  const options = linkOptions(ontology, kind, otherKind);
  return options.length === 1 ? (options[0]?.value ?? '') : '';
}
