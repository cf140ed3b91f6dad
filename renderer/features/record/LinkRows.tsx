import type { NewLink } from '../../../shared/api/entity-edit.ts';
import type { Ontology } from '../../../shared/domain/ontology.ts';
import type { Faults } from '../../api/use-form.ts';
import type { PresetLink } from '../../store/form.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { EntityPicker, type Picked } from './EntityPicker.tsx';
import { linkedKinds, linkOptions } from './link-options.ts';
import { dateFault, readDate } from './origin-draft.ts';
import styles from './record.module.css';

/** A link of a record that is being made: to what, and of which type and direction. */
export interface LinkDraft {
  readonly other: Picked;
  /** A value of {@link linkOptions}; empty: not chosen yet. */
  readonly option: string;
  /** Since when and until when, as typed. */
  readonly startedOn: string;
  readonly endedOn: string;
}

/** What is wrong with the links of a record. */
export function linkFaults(links: readonly LinkDraft[]): Faults {
  const entries = links.flatMap(({ option, startedOn, endedOn }, index) => [
    [`link-${index}`, option === '' ? 'Say how they are linked.' : null] as const,
    [`link-${index}-startedOn`, dateFault(startedOn)] as const,
    [`link-${index}-endedOn`, dateFault(endedOn)] as const,
  ]);
  return Object.fromEntries(
    entries.flatMap(([name, fault]) => (fault === null ? [] : [[name, fault] as const])),
  );
}

/** Links as the backend takes them. */
export function readLinks(
  links: readonly LinkDraft[],
  kind: string,
  ontology: Ontology,
): readonly NewLink[] {
  return links.flatMap(({ other, option, startedOn, endedOn }) => {
    const found = linkOptions(ontology, kind, other.kind).find(({ value }) => value === option);
    return found
      ? [
          {
            type: found.type,
            direction: found.direction,
            otherId: other.id,
            startedOn: readDate(startedOn),
            endedOn: readDate(endedOn),
          },
        ]
      : [];
  });
}

/** A link that a form was opened with. */
export function presetDraft(link: PresetLink, other: Picked): LinkDraft {
  const option = link.type === '' ? '' : `${link.type} ${link.direction}`;
  return { other, option, startedOn: '', endedOn: '' };
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
      {links.map((link, index) => {
        const { other, option } = link;
        const change = (part: Partial<LinkDraft>) =>
          onChange(links.with(index, { ...link, ...part }));
        return (
          <div key={other.id} className={styles.datedLinkRow}>
            <SelectField
              name={`link-${index}`}
              label={`This record is … ${other.label}`}
              value={option}
              error={faultOf(`link-${index}`)}
              onChange={(event) => change({ option: event.target.value })}
            >
              <option value="">Choose…</option>
              {linkOptions(ontology, kind, other.kind).map(({ value, words }) => (
                <option key={value} value={value}>
                  {words}
                </option>
              ))}
            </SelectField>
            {(['startedOn', 'endedOn'] as const).map((name) => (
              <TextField
                key={name}
                name={`link-${index}-${name}`}
                label={name === 'startedOn' ? 'Since' : 'Until'}
                value={link[name]}
                error={faultOf(`link-${index}-${name}`)}
                onChange={(event) => change({ [name]: event.target.value })}
              />
            ))}
            <Button look="quiet" onClick={() => onChange(links.toSpliced(index, 1))}>
              Leave out
            </Button>
          </div>
        );
      })}
      <EntityPicker
        label={links.length === 0 ? 'Link it to' : 'Link it to another'}
        name="other"
        ontology={ontology}
        picked={null}
        kinds={kinds}
        error={null}
        onPick={(other) => {
          if (other && links.every((link) => link.other.id !== other.id))
            onChange([
              ...links,
              {
                other,
                option: onlyOption(ontology, kind, other.kind),
                startedOn: '',
                endedOn: '',
              },
            ]);
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
