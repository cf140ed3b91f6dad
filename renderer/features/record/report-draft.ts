import type { NewReportItem, ReportDetail, ReportEntity } from '../../../shared/api/report.ts';
import type { Fields } from '../../../shared/domain/field.ts';
import type { Basis, Grade } from '../../../shared/domain/grade.ts';
import {
  type KindDefinition,
  kindOf,
  type Ontology,
  offered,
} from '../../../shared/domain/ontology.ts';
import { originFaults } from '../../../shared/domain/origin.ts';
import type { Faults } from '../../api/use-form.ts';
import type { Picked } from './EntityPicker.tsx';
import { readTyped } from './field-draft.ts';
import { linkOptions } from './link-options.ts';
import { dateFault, readDate } from './origin-draft.ts';
import { uncapitalised } from './words.ts';

/** Someone or something that a report speaks of. */
export interface EntityDraft {
  readonly key: string;
  /** Null: made with the report. */
  readonly picked: Picked | null;
  readonly kind: string;
  /** What a new one is called. */
  readonly name: string;
}

/** What an item says of one of them: text by field. */
export interface MentionDraft {
  readonly key: string;
  readonly texts: Readonly<Record<string, string>>;
}

/** A link that an item tells. */
export interface ItemLinkDraft {
  readonly fromKey: string;
  readonly toKey: string;
  /** A value of `linkOptions`; empty: not chosen yet. */
  readonly option: string;
}

/** One piece of a report while it is written. */
export interface ItemDraft {
  readonly key: string;
  /** Null: not kept yet. */
  readonly id: string | null;
  readonly text: string;
  readonly basis: Basis;
  readonly grade: Grade;
  readonly observedFrom: string;
  readonly observedTo: string;
  readonly mentions: readonly MentionDraft[];
  readonly links: readonly ItemLinkDraft[];
}

/** An item with nothing in it yet. */
export function emptyItem(key: string, handling: Grade['handling']): ItemDraft {
  return {
    key,
    id: null,
    text: '',
    basis: 'intelligence',
    grade: { source: null, information: null, handling, conditions: null },
    observedFrom: '',
    observedTo: '',
    mentions: [],
    links: [],
  };
}

/** Those whom the items of a report speak of, as its form begins with them. */
export function entitiesOf({ items }: ReportDetail): readonly EntityDraft[] {
  const found = new Map<string, EntityDraft>();
  for (const { entity } of items.flatMap(({ mentions }) => mentions))
    found.set(entity.id, {
      key: entity.id,
      picked: entity,
      kind: entity.kind,
      name: entity.label,
    });
  return [...found.values()];
}

/** The items of a report, as its form begins with them. */
export function itemsOf(ontology: Ontology, { items }: ReportDetail): readonly ItemDraft[] {
  return items.map((item) => ({
    key: item.id,
    id: item.id,
    text: item.text ?? '',
    basis: item.basis,
    grade: item.grade,
    observedFrom: item.observedFrom ?? '',
    observedTo: item.observedTo ?? '',
    mentions: item.mentions.map(({ entity, fields }) => ({
      key: entity.id,
      texts: textsOf(ontology, entity.kind, fields),
    })),
    links: item.links.map(({ fromId, toId, type }) => ({
      fromKey: fromId,
      toKey: toId,
      option: type === null ? '' : `${type} out`,
    })),
  }));
}

function textsOf(ontology: Ontology, kind: string, fields: Fields): Record<string, string> {
  const known = (kindOf(ontology, kind)?.fields ?? []).filter(({ id }) => fields[id] !== undefined);
  return Object.fromEntries(
    known.map(({ id }) => {
      const value = fields[id] ?? '';
      return [id, Array.isArray(value) ? value.join('\n') : String(value)];
    }),
  );
}

/** What an entity of a report is called. */
export function entityLabel(entity: EntityDraft): string {
  return entity.picked?.label ?? entity.name;
}

/** The field that a kind is called by when it is called by one alone. */
function namingField(kind: KindDefinition): string | null {
  const ways = kind.labelFrom.filter((way) => way.length === 1).flat();
  const fits = (id: string) =>
    kind.fields.some(
      (field) =>
        field.id === id &&
        ['name', 'text', 'registration', 'phone', 'long-text'].includes(field.type),
    );
  return ways.find(fits) ?? null;
}

/** Kinds that can be made by name alone. */
export function namedKinds(ontology: Ontology): readonly KindDefinition[] {
  return offered(ontology.kinds).filter((kind) => namingField(kind) !== null);
}

/** What is wrong with the items, by the names of their controls. */
export function itemFaults(items: readonly ItemDraft[]): Faults {
  const faults: Record<string, string> = {};
  items.forEach((item, index) => {
    const at = `items.${index}.`;
    if (item.text.trim() === '') faults[`${at}text`] = `Item ${index + 1}: write what it says.`;
    const origin = originFaults({ basis: item.basis, grade: item.grade });
    for (const [part, message] of Object.entries(origin))
      faults[`${at}${part}`] = `Item ${index + 1}: ${uncapitalised(message)}`;
    if (
      item.basis === 'intelligence' &&
      item.grade.source === null &&
      item.grade.information === null
    )
      faults[`${at}source`] = `Item ${index + 1}: grade the source and the information.`;
    for (const [name, text] of [
      ['startedOn', item.observedFrom],
      ['endedOn', item.observedTo],
    ] as const) {
      const fault = dateFault(text);
      if (fault) faults[`${at}${name}`] = fault;
    }
    item.links.forEach(({ option }, link) => {
      if (option === '') faults[`${at}links.${link}.type`] = 'Say how they are linked.';
    });
  });
  return faults;
}

function readMention(
  ontology: Ontology,
  entities: readonly EntityDraft[],
  mention: MentionDraft,
): { readonly key: string; readonly fields: Fields } {
  const entity = entities.find(({ key }) => key === mention.key);
  const kind = kindOf(ontology, entity?.kind ?? '');
  const entries = (kind?.fields ?? []).flatMap((field) => {
    const text = mention.texts[field.id];
    const value = text === undefined ? null : readTyped(field, text);
    const isEmpty = value === null || (Array.isArray(value) && value.length === 0);
    return isEmpty ? [] : [[field.id, value] as const];
  });
  return { key: mention.key, fields: Object.fromEntries(entries) };
}

/** The entities of a report as the backend takes them. */
export function readEntities(
  ontology: Ontology,
  entities: readonly EntityDraft[],
): readonly ReportEntity[] {
  return entities.map(({ key, picked, kind: kindId, name }) => {
    const kind = kindOf(ontology, kindId);
    const naming = kind && namingField(kind);
    return {
      key,
      id: picked?.id ?? null,
      kind: picked ? null : kindId,
      fields: !picked && naming ? { [naming]: name } : {},
      category: null,
    };
  });
}

/** The items of a report as the backend takes them. */
export function readItems(
  ontology: Ontology,
  entities: readonly EntityDraft[],
  items: readonly ItemDraft[],
): readonly NewReportItem[] {
  const kindOfKey = (key: string) => entities.find((entity) => entity.key === key)?.kind ?? '';
  return items.map((item) => ({
    text: item.text,
    basis: item.basis,
    grade: item.grade,
    observedFrom: readDate(item.observedFrom),
    observedTo: readDate(item.observedTo),
    mentions: item.mentions.map((mention) => readMention(ontology, entities, mention)),
    links: item.links.flatMap(({ fromKey, toKey, option }) => {
      const found = linkOptions(ontology, kindOfKey(fromKey), kindOfKey(toKey)).find(
        ({ value }) => value === option,
      );
      if (!found) return [];
      return found.direction === 'out'
        ? [{ fromKey, toKey, type: found.type }]
        : [{ fromKey: toKey, toKey: fromKey, type: found.type }];
    }),
  }));
}
