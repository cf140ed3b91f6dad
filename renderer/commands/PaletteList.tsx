import { Bookmark, CornerDownRight } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { EntityMatch } from '../../shared/api/entity.ts';
import type { CommandId } from '../../shared/commands.ts';
import { commandOf, keysOf } from '../../shared/commands.ts';
import { kindOf } from '../../shared/domain/ontology.ts';
import { useOntologyOrNull } from '../api/use-ontology.ts';
import { EntityMark } from '../ui/EntityMark.tsx';
import { Highlighted } from '../ui/Highlighted.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import styles from './Palette.module.css';
import type { PaletteItem } from './palette-items.ts';
import { highlightsOf } from './palette-items.ts';
import type { PaletteSearch } from './use-palette-search.ts';

/** What an entity is called, with what matched of it; found by another field, that field is told. */
function RecordRow({ entity }: { readonly entity: EntityMatch }) {
  const ontology = useOntologyOrNull();
  const kind = ontology && kindOf(ontology, entity.kind);
  const { matched, label, reference } = entity;
  const isInLabel = matched !== null && matched.text === label;
  const isElsewhere = matched !== null && !isInLabel && matched.field !== 'label';
  return (
    <>
      <EntityMark
        colour={entity.kind}
        shape={kind?.shape ?? 'dot'}
        isProtected={entity.isProtected}
        sizePx={18}
      />
      <span className={styles.name}>
        {isInLabel ? <Highlighted text={label} highlights={matched.highlights} /> : label}
      </span>
      <span className={styles.note}>
        {[kind?.label ?? entity.kind, reference].join(', ')}
        {isElsewhere && matched.field !== 'reference' && (
          <>
            , {matched.label}: <Highlighted text={matched.text} highlights={matched.highlights} />
          </>
        )}
      </span>
    </>
  );
}

function CommandRow({ id, query }: { readonly id: CommandId; readonly query: string }) {
  const { label, menu, shortcut } = commandOf(id);
  return (
    <>
      <CornerDownRight size={16} aria-hidden="true" />
      <span className={styles.name}>
        <Highlighted text={label} highlights={highlightsOf(label, query)} />
      </span>
      <span className={styles.note}>{menu}</span>
      {shortcut && (
        <span className={styles.keys}>
          <Kbd keys={keysOf(shortcut)} />
        </span>
      )}
    </>
  );
}

function ViewRow({ name, query }: { readonly name: string; readonly query: string }) {
  return (
    <>
      <Bookmark size={16} aria-hidden="true" />
      <span className={styles.name}>
        Go: view <Highlighted text={name} highlights={highlightsOf(name, query)} />
      </span>
      <span className={styles.note}>View</span>
    </>
  );
}

const GROUPS: Readonly<Record<PaletteItem['type'], string>> = {
  record: 'Records',
  view: 'Views',
  command: 'Commands',
};

function GroupTitle({ type, search }: { type: PaletteItem['type']; search: PaletteSearch }) {
  const { recordCount, recordTotal } = search;
  return (
    <p className={styles.group} role="presentation">
      {GROUPS[type]}
      {type === 'record' && recordTotal > recordCount && (
        <span>
          {recordCount} of {recordTotal.toLocaleString('en-GB')}
        </span>
      )}
    </p>
  );
}

interface PaletteListProps {
  readonly id: string;
  readonly search: PaletteSearch;
  /** Place of the highlighted item. */
  readonly current: number;
  readonly onPoint: (index: number) => void;
  readonly onOpen: (item: PaletteItem, isForMap: boolean) => void;
}

/** What was found, grouped; the box above it has the keyboard. */
export function PaletteList({ id, search, current, onPoint, onOpen }: PaletteListProps) {
  const list = useRef<HTMLDivElement>(null);
  const { items, query } = search;

  useEffect(() => {
    list.current?.querySelector(`[data-index="${current}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  return (
    <div ref={list} id={id} className={styles.list} role="listbox" aria-label="Results">
      {items.map((item, index) => (
        <div key={item.type === 'record' ? item.entity.id : item.id} role="presentation">
          {item.type !== items[index - 1]?.type && <GroupTitle type={item.type} search={search} />}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: the box above has the keyboard. */}
          <div
            id={`${id}-${index}`}
            data-index={index}
            className={styles.item}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            onPointerMove={() => onPoint(index)}
            onClick={(event) => onOpen(item, event.ctrlKey || event.metaKey)}
          >
            {item.type === 'record' ? (
              <RecordRow entity={item.entity} />
            ) : item.type === 'view' ? (
              <ViewRow name={item.name} query={query} />
            ) : (
              <CommandRow id={item.id} query={query} />
            )}
          </div>
        </div>
      ))}
    </div>
  );
}
