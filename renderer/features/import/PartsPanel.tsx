import { ArrowRight, Save, Trash2 } from 'lucide-react';
import { useId, useState } from 'react';
import type { TableOutlook } from '../../../shared/api/import.ts';
import { kindOf, type Ontology, offered } from '../../../shared/domain/ontology.ts';
import {
  type MappedLink,
  type MappedPart,
  type Mapping,
  workingColumns,
} from '../../../shared/import/mapping.ts';
import { api } from '../../api/api.ts';
import { toAppError } from '../../api/failure.ts';
import { useStore } from '../../store/store.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { CheckField, SelectField, TextField } from '../../ui/Field.tsx';
import styles from './ColumnsStep.module.css';
import {
  asLinks,
  transformInWords,
  typesBetween,
  withKey,
  withKind,
  withoutPart,
  withoutTransform,
  withPart,
  withReference,
} from './mapping-edit.ts';

interface PanelProps {
  readonly table: TableOutlook;
  readonly mapping: Mapping;
  readonly ontology: Ontology;
  readonly onChange: (mapping: Mapping) => void;
}

interface PartProps extends Omit<PanelProps, 'table'> {
  readonly part: MappedPart;
  readonly isMain: boolean;
}

function Part({ part, isMain, mapping, ontology, onChange }: PartProps) {
  const label = kindOf(ontology, part.kind)?.label ?? part.kind;
  const joined = part.key.join(' + ');
  return (
    <li className={styles.part}>
      <div className={styles.partHead}>
        <SelectField
          label={isMain ? 'Each row is about a' : 'and tells of a'}
          value={part.kind}
          onChange={(event) => onChange(withKind(ontology, mapping, part.id, event.target.value))}
        >
          {offered(ontology.kinds, [part.kind]).map((kind) => (
            <option key={kind.id} value={kind.id}>
              {kind.label}
            </option>
          ))}
        </SelectField>
        {!isMain && (
          <IconButton
            label={`Make no ${label.toLowerCase()}`}
            tip="below-left"
            icon={<Trash2 size={15} aria-hidden="true" />}
            onClick={() => onChange(withoutPart(mapping, part.id))}
          />
        )}
      </div>
      <SelectField
        label={`${label} known by`}
        value={joined}
        onChange={(event) =>
          onChange(
            withKey(
              mapping,
              part.id,
              event.target.value === ''
                ? []
                : event.target.value === joined
                  ? part.key
                  : [event.target.value],
            ),
          )
        }
      >
        <option value="">What its row says</option>
        {part.key.length > 1 && <option value={joined}>{joined}</option>}
        {workingColumns(mapping).map((column) => (
          <option key={column}>{column}</option>
        ))}
      </SelectField>
      {!isMain && part.key.length > 0 && (
        <CheckField
          label="Another table of this import brings it"
          checked={part.isReference}
          onChange={(event) => onChange(withReference(mapping, part.id, event.target.checked))}
        />
      )}
    </li>
  );
}

interface LinkProps extends Omit<PanelProps, 'table'> {
  readonly link: MappedLink;
  readonly index: number;
}

function Link({ link, index, mapping, ontology, onChange }: LinkProps) {
  const from = mapping.parts.find(({ id }) => id === link.from);
  const to = mapping.parts.find(({ id }) => id === link.to);
  if (!from || !to) return null;
  const name = (part: MappedPart) => kindOf(ontology, part.kind)?.label ?? part.kind;
  const set = (changed: MappedLink | null) =>
    onChange({
      ...mapping,
      links: mapping.links.flatMap((one, at) =>
        at === index ? (changed ? [changed] : []) : [one],
      ),
    });
  return (
    <li className={styles.link}>
      <span className={styles.ends}>
        {name(from)} <ArrowRight size={13} aria-label="to" /> {name(to)}
      </span>
      <div className={styles.partHead}>
        <select
          className={styles.select}
          aria-label={`Link from ${name(from)} to ${name(to)}`}
          value={
            link.type === null ? (link.typeColumn === null ? '' : `=${link.typeColumn}`) : link.type
          }
          onChange={(event) => {
            const { value } = event.target;
            if (value.startsWith('=')) {
              set({ ...link, type: null, typeColumn: value.slice(1) });
              return;
            }
            const found = typesBetween(ontology, from.kind, to.kind).find(
              ({ type }) => type.id === value,
            );
            const ends = found?.isTurned ? { from: link.to, to: link.from } : {};
            set({ ...link, ...ends, type: value || null, typeColumn: null });
          }}
        >
          <option value="">Linked to, no more is known</option>
          <optgroup label="Always the same">
            {typesBetween(ontology, from.kind, to.kind).map(({ type, isTurned }) => (
              <option key={type.id} value={type.id}>
                {isTurned ? type.inverseLabel : type.label}
              </option>
            ))}
          </optgroup>
          <optgroup label="As a column says">
            {workingColumns(mapping).map((column) => (
              <option key={column} value={`=${column}`}>
                Words of “{column}”
              </option>
            ))}
          </optgroup>
        </select>
        <IconButton
          label={`Make no link from ${name(from)} to ${name(to)}`}
          tip="below-left"
          icon={<Trash2 size={15} aria-hidden="true" />}
          onClick={() => set(null)}
        />
      </div>
    </li>
  );
}

function SaveProfile({ table, mapping }: Pick<PanelProps, 'table' | 'mapping'>) {
  const [title, setTitle] = useState('');
  const { say } = useStore.getState();

  async function save(): Promise<void> {
    try {
      const kept = await api.import.saveProfile({ title, mapping });
      say(`Kept the profile ${kept.title}`, { canUndo: true });
      setTitle('');
    } catch (error) {
      say(toAppError(error).message, { tone: 'failed' });
    }
  }

  return (
    <form
      className={styles.save}
      onSubmit={(event) => {
        event.preventDefault();
        if (title.trim() !== '') void save();
      }}
    >
      <TextField
        label="Keep as a profile"
        hint="Used by itself when these headers come again. Kept in the case."
        placeholder={table.name.replace(/^.*\//, '').replace(/\.[^.]*$/, '')}
        maxLength={80}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
      />
      <Button
        type="submit"
        icon={<Save size={15} aria-hidden="true" />}
        aria-disabled={title.trim() === ''}
      >
        Keep profile
      </Button>
    </form>
  );
}

/** What each row makes: its records, the links between them, changes of columns, and the profile to keep it as. */
export function PartsPanel({ table, mapping, ontology, onChange }: PanelProps) {
  const headingId = useId();
  const person = kindOf(ontology, mapping.parts[0]?.kind ?? 'person');
  const isLinks = mapping.parts[0]?.isShared === true;
  return (
    <aside className={styles.side} aria-labelledby={headingId}>
      <h3 id={headingId}>What each row makes</h3>
      <ul>
        {mapping.parts.map((part, index) => (
          <Part key={part.id} isMain={index === 0} {...{ part, mapping, ontology, onChange }} />
        ))}
      </ul>
      <div className={styles.sideButtons}>
        <select
          className={styles.select}
          aria-label="Add a record to each row"
          value=""
          onChange={(event) =>
            event.target.value && onChange(withPart(ontology, mapping, event.target.value))
          }
        >
          <option value="">Add a record…</option>
          {offered(ontology.kinds).map((kind) => (
            <option key={kind.id} value={kind.id}>
              {kind.label}
            </option>
          ))}
        </select>
        {!isLinks && person && mapping.columns.length > 1 && (
          <Button onClick={() => onChange(asLinks(mapping, person))}>Rows are links</Button>
        )}
      </div>
      {mapping.links.length > 0 && (
        <>
          <h3>Links</h3>
          <ul>
            {mapping.links.map((link, index) => (
              <Link
                key={`${link.from} ${link.to}`}
                {...{ link, index, mapping, ontology, onChange }}
              />
            ))}
          </ul>
        </>
      )}
      {mapping.transforms.length > 0 && (
        <>
          <h3>Changes to columns</h3>
          <ul>
            {mapping.transforms.map((transform, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: changes are told by their order alone.
              <li key={index} className={styles.change}>
                <span>{transformInWords(transform)}</span>
                <IconButton
                  label={`Take back: ${transformInWords(transform)}`}
                  tip="below-left"
                  icon={<Trash2 size={15} aria-hidden="true" />}
                  onClick={() => onChange(withoutTransform(mapping, index))}
                />
              </li>
            ))}
          </ul>
        </>
      )}
      <SaveProfile table={table} mapping={mapping} />
    </aside>
  );
}
