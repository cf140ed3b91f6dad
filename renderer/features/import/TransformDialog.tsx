import { useState } from 'react';
import type { Mapping, Transform } from '../../../shared/import/mapping.ts';
import { workingColumns } from '../../../shared/import/mapping.ts';
import { createTransformer, patternFault } from '../../../shared/import/transform.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SelectField, TextAreaField, TextField } from '../../ui/Field.tsx';
import { Table } from '../../ui/Table.tsx';
import styles from './ColumnsStep.module.css';
import { DATE_ORDERS, transformFault } from './mapping-edit.ts';

type Op = Transform['op'];

const OPS: Readonly<Record<Op, string>> = {
  split: 'Split it into several columns',
  join: 'Join it with another column',
  date: 'Read its dates in another order',
  map: 'Change its values for others',
  replace: 'Replace a text in it',
  trim: 'Tidy its blanks',
  number: 'Read decimal commas',
  fixed: 'Add a column with one value',
};

interface Draft {
  readonly op: Op;
  readonly by: 'text' | 'pattern';
  readonly at: string;
  readonly into: string;
  readonly other: string;
  readonly order: keyof typeof DATE_ORDERS;
  readonly turn: string;
  readonly find: string;
  readonly put: string;
  readonly values: string;
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function transformOf(column: string, draft: Draft): Transform {
  switch (draft.op) {
    case 'split':
      return { op: 'split', column, by: draft.by, at: draft.at, into: listOf(draft.into) };
    case 'join':
      return {
        op: 'join',
        columns: [column, draft.other],
        separator: draft.at,
        into: draft.into.trim(),
      };
    case 'date': {
      const turn = /^\d{1,2}$/.test(draft.turn.trim()) ? Number(draft.turn) : null;
      return { op: 'date', column, order: draft.order, turn };
    }
    case 'fixed':
      return { op: 'fixed', into: draft.into.trim(), value: draft.put };
    case 'trim':
      return { op: 'trim', column };
    case 'replace':
      return { op: 'replace', column, find: draft.find, put: draft.put };
    case 'map':
      return { op: 'map', column, values: pairsOf(draft.values) };
    case 'number':
      return { op: 'number', column, decimal: ',' };
  }
}

function pairsOf(text: string) {
  return text.split('\n').flatMap((line) => {
    const at = line.indexOf('=');
    return at === -1 ? [] : [{ from: line.slice(0, at).trim(), to: line.slice(at + 1).trim() }];
  });
}

function faultOf(mapping: Mapping, transform: Transform): string | null {
  if (transform.op === 'split' && transform.at !== '' && transform.by === 'pattern') {
    const fault = patternFault(transform.at);
    if (fault !== null) return fault;
  }
  if (transform.op === 'split' && transform.at === '') return 'say where to split';
  if (transform.op === 'split' && transform.into.length === 0) return 'name the new columns';
  if ((transform.op === 'join' || transform.op === 'fixed') && transform.into === '')
    return 'name the new column';
  if (transform.op === 'replace' && transform.find === '') return 'say which text to replace';
  if (transform.op === 'map' && transform.values.length === 0)
    return 'write one line for each value: old = new';
  return transformFault(mapping, transform);
}

const SHOWN_ROWS = 5;

interface PreviewProps {
  readonly mapping: Mapping;
  readonly transform: Transform;
  readonly rows: readonly (readonly string[])[];
}

/** The first rows before and after the change, by the very code that the import reads them with. */
function LivePreview({ mapping, transform, rows }: PreviewProps) {
  const after = { ...mapping, transforms: [...mapping.transforms, transform] };
  const names = workingColumns(after);
  const change = createTransformer(after);
  const before = createTransformer(mapping);
  const made =
    transform.op === 'split'
      ? transform.into
      : transform.op === 'join' || transform.op === 'fixed'
        ? [transform.into]
        : [transform.column];
  const from =
    transform.op === 'fixed'
      ? null
      : transform.op === 'join'
        ? transform.columns
        : [transform.column];
  return (
    <div className={styles.live}>
      <Table label="How the first rows would be read">
        <thead>
          <tr>
            {from && <th scope="col">Now</th>}
            {made.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, SHOWN_ROWS).map((cells, index) => {
            const old = before(cells);
            const read = change(cells);
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a sample never move.
              <tr key={index}>
                {from && <td>{from.map((name) => old[names.indexOf(name)] ?? '').join(' · ')}</td>}
                {made.map((name) => (
                  <td key={name}>{read[names.indexOf(name)] || '—'}</td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </Table>
    </div>
  );
}

interface FieldsProps {
  readonly column: string;
  readonly columns: readonly string[];
  readonly draft: Draft;
  readonly onChange: (change: Partial<Draft>) => void;
}

function DraftFields({ column, columns, draft, onChange }: FieldsProps) {
  const text = (name: 'at' | 'into' | 'find' | 'put' | 'turn') => ({
    value: draft[name],
    onChange: (event: { target: { value: string } }) => onChange({ [name]: event.target.value }),
  });
  switch (draft.op) {
    case 'split':
      return (
        <>
          <SelectField
            label="Where"
            value={draft.by}
            onChange={(event) =>
              onChange({ by: event.target.value === 'pattern' ? 'pattern' : 'text' })
            }
          >
            <option value="text">At a text</option>
            <option value="pattern">By the groups of a pattern</option>
          </SelectField>
          <TextField label={draft.by === 'text' ? 'Text' : 'Pattern'} {...text('at')} />
          <TextField
            label="New columns"
            hint="Their names, with commas between. What is left goes to the last."
            {...text('into')}
          />
        </>
      );
    case 'join':
      return (
        <>
          <SelectField
            label="With"
            value={draft.other}
            onChange={(event) => onChange({ other: event.target.value })}
          >
            {columns
              .filter((name) => name !== column)
              .map((name) => (
                <option key={name}>{name}</option>
              ))}
          </SelectField>
          <TextField label="Between them" {...text('at')} />
          <TextField label="New column" {...text('into')} />
        </>
      );
    case 'date':
      return (
        <>
          <SelectField
            label="Order"
            value={draft.order}
            onChange={(event) =>
              onChange({ order: event.target.value as keyof typeof DATE_ORDERS })
            }
          >
            {Object.entries(DATE_ORDERS).map(([order, words]) => (
              <option key={order} value={order}>
                {words}
              </option>
            ))}
          </SelectField>
          <TextField
            label="Last year of this century"
            hint="For years of two digits: 30 reads 30 as 2030 and 31 as 1931. Empty: they are not completed."
            inputMode="numeric"
            maxLength={2}
            {...text('turn')}
          />
        </>
      );
    case 'map':
      return (
        <TextAreaField
          label="Values"
          hint="One line for each: old = new."
          rows={4}
          value={draft.values}
          onChange={(event) => onChange({ values: event.target.value })}
        />
      );
    case 'replace':
      return (
        <>
          <TextField label="Text" {...text('find')} />
          <TextField label="Put instead" {...text('put')} />
        </>
      );
    case 'fixed':
      return (
        <>
          <TextField label="New column" {...text('into')} />
          <TextField label="Value" {...text('put')} />
        </>
      );
    case 'trim':
    case 'number':
      return null;
  }
}

interface TransformDialogProps {
  readonly mapping: Mapping;
  readonly column: string;
  readonly rows: readonly (readonly string[])[];
  readonly samples: readonly string[];
  readonly onAdd: (transform: Transform) => void;
  readonly onClose: () => void;
}

/** Changes one column before its rows are read, with the first rows as they would come out. */
export function TransformDialog(props: TransformDialogProps) {
  const { mapping, column, rows, samples, onAdd, onClose } = props;
  const columns = workingColumns(mapping);
  const [draft, setDraft] = useState<Draft>({
    op: 'split',
    by: 'text',
    at: ' ',
    into: `${column} 1, ${column} 2`,
    other: columns.find((name) => name !== column) ?? '',
    order: 'dmy',
    turn: '',
    find: '',
    put: '',
    values: samples.map((value) => `${value} = ${value}`).join('\n'),
  });
  const transform = transformOf(column, draft);
  const fault = faultOf(mapping, transform);
  return (
    <Dialog
      title={`Change ${column}`}
      width="wide"
      isLong
      onClose={onClose}
      actions={
        <>
          <Button
            look="primary"
            aria-disabled={fault !== null}
            onClick={() => fault === null && onAdd(transform)}
          >
            Add the change
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </>
      }
    >
      <div className={styles.fields}>
        <SelectField
          label="What to do"
          value={draft.op}
          onChange={(event) => {
            const op = event.target.value as Op;
            const into = op === 'split' ? `${column} 1, ${column} 2` : `${column} new`;
            setDraft({ ...draft, op, into });
          }}
        >
          {Object.entries(OPS).map(([op, words]) => (
            <option key={op} value={op}>
              {words}
            </option>
          ))}
        </SelectField>
        <DraftFields
          column={column}
          columns={columns}
          draft={draft}
          onChange={(change) => setDraft({ ...draft, ...change })}
        />
      </div>
      {fault === null ? (
        <LivePreview mapping={mapping} transform={transform} rows={rows} />
      ) : (
        <p role="status">To go on: {fault}.</p>
      )}
    </Dialog>
  );
}
