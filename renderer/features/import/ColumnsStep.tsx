import { Wand2 } from 'lucide-react';
import { useState } from 'react';
import type { TableOutlook } from '../../../shared/api/import.ts';
import { kindOf, type Ontology, offered } from '../../../shared/domain/ontology.ts';
import { type Mapping, workingColumns } from '../../../shared/import/mapping.ts';
import { createTransformer } from '../../../shared/import/transform.ts';
import { useOntologyOrNull } from '../../api/use-ontology.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { EmptyState, FailedState, LoadingState } from '../../ui/State.tsx';
import { cell, Table } from '../../ui/Table.tsx';
import styles from './ColumnsStep.module.css';
import { EncodingRow, HeaderRow, UnreadTable } from './HeaderRow.tsx';
import { type ColumnTarget, targetOf, withTarget } from './mapping-edit.ts';
import { PartsPanel } from './PartsPanel.tsx';
import { sentence } from './report-words.ts';
import { TransformDialog } from './TransformDialog.tsx';
import type { Import } from './use-import.ts';

function optionOf(target: ColumnTarget): string {
  return typeof target === 'string' ? target : `${target.part}/${target.field}`;
}

function targetFrom(value: string): ColumnTarget {
  if (value === 'keep' || value === 'ignore') return value;
  const at = value.indexOf('/');
  return { part: value.slice(0, at), field: value.slice(at + 1) };
}

function confidenceWords(confidence: number): string {
  if (confidence === 0) return 'Not known';
  if (confidence >= 0.8) return 'Very likely';
  return confidence >= 0.55 ? 'Likely' : 'Perhaps';
}

interface ColumnRowProps {
  readonly name: string;
  readonly table: TableOutlook;
  readonly mapping: Mapping;
  readonly ontology: Ontology;
  readonly onTarget: (target: ColumnTarget) => void;
  readonly onTransform: () => void;
}

function samplesOf(name: string, { columns, rows }: TableOutlook, mapping: Mapping): string[] {
  const isChanged = mapping.transforms.length > 0;
  if (!isChanged) return columns.find((column) => column.name === name)?.samples ?? [];
  const at = workingColumns(mapping).indexOf(name);
  const transform = createTransformer(mapping);
  const values = rows.map((cells) => transform(cells)[at] ?? '');
  return [...new Set(values.filter((value) => value.trim() !== ''))].slice(0, 6);
}

function Why({ table, name, mapping, ontology }: Omit<ColumnRowProps, 'onTarget' | 'onTransform'>) {
  const column = table.columns.find((one) => one.name === name);
  if (!column) return <span className={styles.reason}>Made by a change</span>;
  const { guess } = column;
  const target = targetOf(mapping, name);
  const kind = guess.kind === null ? null : kindOf(ontology, guess.kind);
  const field = kind?.fields.find((one) => one.id === guess.field);
  const part =
    typeof target === 'string' ? null : mapping.parts.find(({ id }) => id === target.part);
  const isAsGuessed =
    (typeof target === 'string' && guess.field === null) ||
    (typeof target !== 'string' && target.field === guess.field && part?.kind === guess.kind);
  if (!isAsGuessed)
    return (
      <span className={styles.reason}>
        Chosen by hand
        {field && kind && `; guessed ${kind.label.toLowerCase()}: ${field.label.toLowerCase()}`}
      </span>
    );
  const tone = guess.confidence >= 0.8 ? 'success' : guess.confidence >= 0.55 ? 'info' : 'plain';
  return (
    <div className={styles.why}>
      <Chip tone={tone}>{confidenceWords(guess.confidence)}</Chip>
      <span className={styles.reason}>{sentence(guess.reasons.join('; '))}</span>
    </div>
  );
}

function ColumnRow(props: ColumnRowProps) {
  const { name, table, mapping, ontology, onTarget, onTransform } = props;
  const samples = samplesOf(name, table, mapping);
  return (
    <tr>
      <th scope="row" className={styles.name} title={name}>
        {name}
      </th>
      <td className={styles.samples} title={samples.join('\n')}>
        {samples.slice(0, 3).join(' · ') || 'Empty'}
      </td>
      <td>
        <select
          className={styles.select}
          aria-label={`${name} goes to`}
          value={optionOf(targetOf(mapping, name))}
          onChange={(event) => onTarget(targetFrom(event.target.value))}
        >
          <option value="keep">Keep as received only</option>
          <option value="ignore">Leave out</option>
          {mapping.parts
            .filter((part) => !part.isReference)
            .map((part) => {
              const kind = kindOf(ontology, part.kind);
              const twins = mapping.parts.filter(({ kind: other }) => other === part.kind);
              const number = twins.length > 1 ? ` ${twins.indexOf(part) + 1}` : '';
              return (
                <optgroup key={part.id} label={`${kind?.label ?? part.kind}${number}`}>
                  {offered(
                    kind?.fields ?? [],
                    part.fields.map(({ field }) => field),
                  ).map((field) => (
                    <option key={field.id} value={`${part.id}/${field.id}`}>
                      {kind?.label}
                      {number}: {field.label}
                    </option>
                  ))}
                </optgroup>
              );
            })}
        </select>
      </td>
      <td className={cell.wrap}>
        <Why table={table} name={name} mapping={mapping} ontology={ontology} />
      </td>
      <td>
        <Button look="quiet" aria-label={`Change ${name}`} onClick={onTransform}>
          Change
        </Button>
      </td>
    </tr>
  );
}

interface EditorProps {
  readonly work: Import;
  readonly table: TableOutlook;
  readonly mapping: Mapping;
  readonly ontology: Ontology;
}

function TableEditor({ work, table, mapping, ontology }: EditorProps) {
  const [changing, setChanging] = useState<string | null>(null);
  const set = (changed: Mapping) => work.setMapping(table.name, changed);
  return (
    <div className={styles.editor}>
      <div className={styles.columns}>
        <Table label={`Columns of ${table.name}`}>
          <thead>
            <tr>
              <th scope="col">Column</th>
              <th scope="col">Values</th>
              <th scope="col">Goes to</th>
              <th scope="col">Why</th>
              <th scope="col">
                <span className="visually-hidden">Change</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {workingColumns(mapping).map((name) => (
              <ColumnRow
                key={name}
                {...{ name, table, mapping, ontology }}
                onTarget={(target) => set(withTarget(mapping, name, target))}
                onTransform={() => setChanging(name)}
              />
            ))}
          </tbody>
        </Table>
      </div>
      <PartsPanel {...{ table, mapping, ontology }} onChange={set} />
      {changing !== null && (
        <TransformDialog
          mapping={mapping}
          column={changing}
          rows={table.rows}
          samples={samplesOf(changing, table, mapping)}
          onClose={() => setChanging(null)}
          onAdd={(transform) => {
            setChanging(null);
            set({ ...mapping, transforms: [...mapping.transforms, transform] });
          }}
        />
      )}
    </div>
  );
}

function KnownTable({ work, table }: { readonly work: Import; readonly table: TableOutlook }) {
  const { mapping } = table;
  return (
    <EmptyState
      title={table.profile ? `Read as: ${table.profile.title}` : 'Left out'}
      icon={<Wand2 size={28} strokeWidth={1.5} aria-hidden="true" />}
      actions={
        mapping && (
          <Button look="primary" onClick={() => work.setMapping(table.name, mapping)}>
            Map its columns by hand
          </Button>
        )
      }
    >
      {mapping
        ? 'Its headers are known. Map its columns by hand where it means something else.'
        : 'The format itself says what its columns are.'}
    </EmptyState>
  );
}

/** Third step: what the columns of tables mean that no profile knows, guessed with reasons. */
export function ColumnsStep({ work }: { readonly work: Import }) {
  const ontology = useOntologyOrNull();
  const [chosen, setChosen] = useState<string | null>(null);
  const { run, tables } = work;
  if (run.status === 'failed')
    return (
      <FailedState
        message={run.error.message}
        actions={<Button onClick={() => work.goTo('files')}>Choose other files</Button>}
      >
        Nothing has been saved.
      </FailedState>
    );
  if (run.status === 'running' || !ontology)
    return <LoadingState>Looking at the columns</LoadingState>;
  const readable = tables.filter(({ problem }) => problem === null);
  const table =
    readable.find(({ name }) => name === chosen) ??
    readable.find(({ needsMapping }) => needsMapping) ??
    readable[0];
  const broken = tables.filter(({ problem }) => problem !== null);
  if (!table && broken.length > 0)
    return (
      <div className={styles.unreadAll}>
        {broken.map((one) => (
          <UnreadTable key={one.name} work={work} table={one} />
        ))}
        <div>
          <Button onClick={() => work.goTo('files')}>Choose other files</Button>
        </div>
      </div>
    );
  if (!table)
    return (
      <EmptyState
        title="There is no table in these files"
        actions={<Button onClick={() => work.goTo('files')}>Choose other files</Button>}
      />
    );
  const mapping = work.options.mappings.find((one) => one.table === table.name)?.mapping;
  return (
    <div className={styles.step}>
      {broken.map((one) => (
        <UnreadTable key={one.name} work={work} table={one} />
      ))}
      {readable.length > 1 && (
        <div className={styles.tables}>
          <label>
            Table
            <select
              className={styles.select}
              value={table.name}
              onChange={(event) => setChosen(event.target.value)}
            >
              {readable.map(({ name, needsMapping }) => (
                <option key={name} value={name}>
                  {name}
                  {needsMapping ? ' (not known)' : ''}
                </option>
              ))}
            </select>
          </label>
        </div>
      )}
      <EncodingRow work={work} table={table} />
      <HeaderRow work={work} table={table} />
      {mapping ? (
        <TableEditor key={table.name} {...{ work, table, mapping, ontology }} />
      ) : (
        <KnownTable work={work} table={table} />
      )}
    </div>
  );
}
