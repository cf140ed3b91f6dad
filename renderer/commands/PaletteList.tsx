import { ArrowRight, Bookmark, CornerDownRight, Gavel } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { CommandId } from '../../shared/commands.ts';
import { commandOf } from '../../shared/commands.ts';
import { kindOf } from '../../shared/domain/ontology.ts';
import { useOntologyOrNull } from '../api/use-ontology.ts';
import { useKeys } from '../store/keys.ts';
import { EntityMark } from '../ui/EntityMark.tsx';
import { Highlighted } from '../ui/Highlighted.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import styles from './Palette.module.css';
import type { PaletteItem, PaletteRecord, RecordAct } from './palette-items.ts';
import { groupOf, highlightsOf, keyOfItem, RECORD_ACTS } from './palette-items.ts';
import type { PaletteSearch } from './use-palette-search.ts';

/** What an entity is called, with what matched of it; found by another field, that field is told. */
function RecordRow({ record }: { readonly record: PaletteRecord }) {
  const ontology = useOntologyOrNull();
  const kind = ontology && kindOf(ontology, record.kind);
  const { matched, label, reference } = record;
  const isInLabel = matched !== null && matched.text === label;
  const isElsewhere = matched !== null && !isInLabel && matched.field !== 'label';
  return (
    <>
      <EntityMark
        colour={kind?.base ?? record.kind}
        shape={kind?.shape ?? 'dot'}
        isProtected={record.isProtected}
        sizePx={18}
      />
      <span className={styles.name}>
        {isInLabel ? <Highlighted text={label} highlights={matched.highlights} /> : label}
      </span>
      <span className={styles.note}>
        {[kind?.label ?? record.kind, reference].filter(Boolean).join(', ')}
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
  const { label, menu } = commandOf(id);
  const keys = useKeys(id);
  return (
    <>
      <CornerDownRight size={16} aria-hidden="true" />
      <span className={styles.name}>
        <Highlighted text={label} highlights={highlightsOf(label, query)} />
      </span>
      <span className={styles.note}>{menu}</span>
      {keys.length > 0 && (
        <span className={styles.keys}>
          <Kbd keys={keys} />
        </span>
      )}
    </>
  );
}

function ActRow({ act }: { readonly act: RecordAct }) {
  const { label, note } = RECORD_ACTS[act];
  return (
    <>
      <ArrowRight size={16} aria-hidden="true" />
      <span className={styles.name}>{label}</span>
      <span className={styles.note}>{note}</span>
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

function LeverRow({
  lever: { title, service },
  query,
}: {
  readonly lever: { readonly title: string; readonly service: string };
  readonly query: string;
}) {
  return (
    <>
      <Gavel size={16} aria-hidden="true" />
      <span className={styles.name}>
        <Highlighted text={title} highlights={highlightsOf(title, query)} />
      </span>
      <span className={styles.note}>{service}</span>
    </>
  );
}

function Row({ item, query }: { readonly item: PaletteItem; readonly query: string }) {
  switch (item.type) {
    case 'record':
      return <RecordRow record={item.record} />;
    case 'act':
      return <ActRow act={item.act} />;
    case 'command':
      return <CommandRow id={item.id} query={query} />;
    case 'view':
      return <ViewRow name={item.name} query={query} />;
    case 'lever':
      return <LeverRow lever={item.lever} query={query} />;
  }
}

function GroupTitle({ item, search }: { item: PaletteItem; search: PaletteSearch }) {
  const { recordCount, recordTotal } = search;
  return (
    <p className={styles.group} role="presentation">
      {groupOf(item)}
      {item.type === 'record' && recordTotal > recordCount && (
        <span>
          {recordCount} of {recordTotal.toLocaleString('en-GB')}
        </span>
      )}
    </p>
  );
}

function isFirstOfGroup(items: readonly PaletteItem[], index: number): boolean {
  const [before, item] = [items[index - 1], items[index]];
  return item !== undefined && (!before || groupOf(before) !== groupOf(item));
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
        <div key={keyOfItem(item)} role="presentation">
          {isFirstOfGroup(items, index) && <GroupTitle item={item} search={search} />}
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
            <Row item={item} query={query} />
          </div>
        </div>
      ))}
    </div>
  );
}
