import { Gavel } from 'lucide-react';
import type { KeyboardEvent, MouseEvent } from 'react';
import { useRef } from 'react';
import type { EntityMatch, EntitySummary } from '../../../shared/api/entity.ts';
import type { Ontology } from '../../../shared/domain/ontology.ts';
import { kindOf } from '../../../shared/domain/ontology.ts';
import { useOntologyOrNull } from '../../api/use-ontology.ts';
import { useStore } from '../../store/store.ts';
import { LeverChip } from '../../ui/Chip.tsx';
import { EntityMark } from '../../ui/EntityMark.tsx';
import { Highlighted } from '../../ui/Highlighted.tsx';
import { cell, Table } from '../../ui/Table.tsx';
import styles from './RecordsScreen.module.css';

type Press = Pick<MouseEvent | KeyboardEvent, 'shiftKey' | 'ctrlKey' | 'metaKey'>;

/** Chooses rows as lists do: alone, one more with Ctrl, a range with Shift. */
function useRowSelection(items: readonly EntitySummary[]) {
  const anchor = useRef<string | null>(null);

  function rangeTo(id: string): readonly string[] {
    const ends = [anchor.current, id].map((end) => items.findIndex((row) => row.id === end));
    const from = Math.min(...ends);
    return from < 0 ? [] : items.slice(from, Math.max(...ends) + 1).map((row) => row.id);
  }

  return function choose({ id }: EntitySummary, press: Press): void {
    const { select, toggleSelected, selectedIds } = useStore.getState();
    const range = press.shiftKey ? rangeTo(id) : [];
    if (range.length > 0) {
      // The row that was chosen comes last, and so is the primary one.
      select([...selectedIds, ...range].filter((other) => other !== id).concat(id));
      return;
    }
    anchor.current = id;
    if (press.ctrlKey || press.metaKey) toggleSelected(id);
    else select([id]);
  };
}

function roleWords(ontology: Ontology | null, { isProtected, role }: EntitySummary): string {
  if (isProtected) return 'Protected';
  if (role === null) return '';
  return ontology?.vocabularies.roles?.find((term) => term.id === role)?.label ?? role;
}

interface RowProps {
  readonly entity: EntityMatch;
  readonly isFound: boolean;
  readonly ontology: Ontology | null;
  readonly onChoose: (press: Press) => void;
  readonly onShow: () => void;
}

function Found({ matched }: Pick<EntityMatch, 'matched'>) {
  if (!matched) return null;
  return (
    <>
      <span className={styles.field}>{matched.label}</span>{' '}
      <Highlighted text={matched.text} highlights={matched.highlights} />
    </>
  );
}

function Row({ entity, isFound, ontology, onChoose, onShow }: RowProps) {
  const isSelected = useStore((state) => state.selectedIds.includes(entity.id));
  const kind = ontology && kindOf(ontology, entity.kind);
  return (
    <tr aria-selected={isSelected} onClick={onChoose} onDoubleClick={onShow}>
      <td>
        <button
          type="button"
          className={styles.name}
          aria-pressed={isSelected}
          title={entity.label}
          onClick={(event) => {
            event.stopPropagation();
            onChoose(event);
          }}
        >
          <EntityMark
            colour={entity.kind}
            shape={kind?.shape ?? 'dot'}
            isProtected={entity.isProtected}
          />
          <span>{entity.label}</span>
        </button>
      </td>
      {isFound && (
        <td className={styles.found}>
          <Found matched={entity.matched} />
        </td>
      )}
      <td>{kind?.label ?? entity.kind}</td>
      <td>{roleWords(ontology, entity)}</td>
      <td>
        {entity.leverCount !== null && entity.leverCount > 0 && (
          <LeverChip
            count={entity.leverCount}
            icon={<Gavel size={11} strokeWidth={2.25} aria-hidden="true" />}
            isQuiet
          />
        )}
      </td>
      <td className={styles.reference}>{entity.reference}</td>
    </tr>
  );
}

interface RecordTableProps {
  readonly items: readonly EntityMatch[];
  /** Whether they were found by a text: then what matched is told. */
  readonly isFound: boolean;
  readonly onShow: (ids: readonly string[]) => void;
}

/** Keys of the table: arrows walk the rows, Shift with them chooses, Space adds, M shows on the map. */
function useRowKeys(
  { items, onShow }: Pick<RecordTableProps, 'items' | 'onShow'>,
  choose: (entity: EntitySummary, press: Press) => void,
) {
  return function onKeyDown(event: KeyboardEvent<HTMLTableSectionElement>): void {
    const buttons = [...event.currentTarget.querySelectorAll('button')];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const here = items[at];
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: buttons.length - 1,
    };
    const target = targets[event.key];
    if (event.key === ' ' && here) useStore.getState().toggleSelected(here.id);
    else if (event.key.toLowerCase() === 'm' && !event.ctrlKey && here) onShow([here.id]);
    else if (target !== undefined) {
      buttons[target]?.focus();
      const entity = items[target];
      if (event.shiftKey && entity) choose(entity, event);
    } else return;
    event.preventDefault();
  };
}

/** Records by row; the selection is that of the map. */
export function RecordTable({ items, isFound, onShow }: RecordTableProps) {
  const ontology = useOntologyOrNull();
  const choose = useRowSelection(items);
  const onKeyDown = useRowKeys({ items, onShow }, choose);
  return (
    <Table label="Records">
      <thead>
        <tr>
          <th scope="col">Record</th>
          {isFound && <th scope="col">Found in</th>}
          <th scope="col">Kind</th>
          <th scope="col">Role</th>
          <th scope="col">Levers</th>
          <th scope="col" className={cell.number}>
            Reference
          </th>
        </tr>
      </thead>
      <tbody onKeyDown={onKeyDown}>
        {items.map((entity) => (
          <Row
            key={entity.id}
            entity={entity}
            isFound={isFound}
            ontology={ontology}
            onChoose={(press) => choose(entity, press)}
            onShow={() => onShow([entity.id])}
          />
        ))}
      </tbody>
    </Table>
  );
}
