import { graphFile, LINKS, NODES } from './graph-file.ts';
import { type KeyedSink, keyedTables } from './keyed-table.ts';
import type { ImportLimits } from './limits.ts';
import { FileRefusal } from './refusal.ts';
import type { Table } from './table.ts';
import type { XmlFile } from './xml.ts';

type Attributes = ReadonlyMap<string, string>;

/** What is said once for the whole chart. */
interface Declared {
  /** Words of the three grade classes, by the name of the class. */
  readonly grades: ReadonlyMap<string, readonly string[]>;
  /** Names by ids, of types and of classes of attributes. */
  readonly names: ReadonlyMap<string, string>;
  /** Identity of an entity by the number that links know it by. */
  readonly identities: ReadonlyMap<string, string>;
}

const GRADE_CLASSES = ['GradeOne', 'GradeTwo', 'GradeThree'] as const;

/**
 * Entities and links of an i2 Analyst's Notebook chart in its exchange form (ANX). Grades are read where the chart's
 * grade classes are those of 3x5x2; the words of others are columns as received.
 * @throws {FileRefusal}
 */
export function openAnx(xml: XmlFile, origin: string, limits: ImportLimits): Table[] {
  const declared = readDeclarations(xml);
  return keyedTables(
    graphFile(xml, origin, {
      read: (sink) => readItems(xml, declared, sink),
      columns: (_table, keys) => keys.map((name) => ({ name, type: null })),
    }),
    limits,
  );
}

function readDeclarations(xml: XmlFile): Declared {
  const grades = new Map<string, string[]>();
  const names = new Map<string, string>();
  const identities = new Map<string, string>();
  let strings: string[] | null = null;
  let hasItems = false;
  xml.read({
    open(name, attributes) {
      if (GRADE_CLASSES.some((one) => one === name)) {
        strings = [];
        grades.set(name, strings);
      } else if (name === 'String') strings?.push(attributes.get('Text') ?? '');
      else if (name === 'EntityType' || name === 'LinkType' || name === 'AttributeClass') {
        const id = attributes.get('Id');
        if (id !== undefined) names.set(id, attributes.get('Name') ?? '');
      } else if (name === 'Entity') {
        const number = attributes.get('EntityId') ?? '';
        identities.set(number, attributes.get('Identity') || number);
      } else if (name === 'ChartItem') hasItems = true;
    },
    close(name) {
      if (GRADE_CLASSES.some((one) => one === name)) strings = null;
    },
    text() {},
  });
  if (!hasItems) throw new FileRefusal('the chart holds no items');
  return { grades, names, identities };
}

/** One item while it is read. */
interface Item {
  readonly attributes: Attributes;
  readonly values: Map<string, string>;
  table: typeof NODES | typeof LINKS | null;
  isReversed: boolean;
}

function readItems(xml: XmlFile, declared: Declared, sink: KeyedSink): void {
  const { names, identities } = declared;
  let item: Item | null = null;

  function typeOf(attributes: Attributes, reference: string): string {
    return attributes.get('Type') ?? names.get(attributes.get(reference) ?? '') ?? '';
  }

  xml.read({
    open(name, attributes) {
      if (name === 'ChartItem') {
        item = { attributes, values: new Map(), table: null, isReversed: false };
        return;
      }
      if (!item) return;
      const { values } = item;
      if (name === 'Entity') {
        item.table = NODES;
        const number = attributes.get('EntityId') ?? '';
        values.set('id', identities.get(number) ?? number);
        values.set('kind', '');
        values.set('label', item.attributes.get('Label') ?? '');
        // Both are there in every row: a chart without them would be read otherwise.
        values.set('Reference', '');
      } else if (name === 'Link') {
        item.table = LINKS;
        for (const [key, end] of [
          ['source', 'End1Id'],
          ['target', 'End2Id'],
        ] as const) {
          const number = attributes.get(end) ?? '';
          values.set(key, identities.get(number) ?? number);
        }
        values.set('type', '');
      } else if (name === 'LinkStyle') {
        values.set('type', typeOf(attributes, 'LinkTypeReference'));
        values.set('certainty', attributes.get('Strength') ?? '');
        item.isReversed = attributes.get('ArrowStyle') === 'ArrowOnTail';
      } else if (name.endsWith('Style') && values.get('kind') === '')
        values.set('kind', typeOf(attributes, 'EntityTypeReference'));
      else if (name === 'Attribute') {
        const key =
          attributes.get('AttributeClass') ??
          names.get(attributes.get('AttributeClassReference') ?? '') ??
          '';
        if (key !== '') addValue(values, columnOf(key), attributes.get('Value') ?? '');
      } else if (name === 'Card' && item.table)
        sink.note(item.table, 'cards of items are not read');
    },
    close(name) {
      if (name !== 'ChartItem' || !item) return;
      closeItem(item, declared, sink);
      item = null;
    },
    text() {},
  });
}

/** An attribute that is called as what an item is known by is not that. */
function columnOf(name: string): string {
  return ['id', 'kind', 'label', 'source', 'target', 'type', 'certainty'].includes(name)
    ? `${name} (attribute)`
    : name;
}

function addValue(values: Map<string, string>, key: string, value: string): void {
  const before = values.get(key);
  values.set(key, before ? `${before}; ${value}` : value);
}

function closeItem(item: Item, { grades }: Declared, sink: KeyedSink): void {
  const { attributes, values, table } = item;
  // Text blocks, shapes and pictures say nothing of who is joined to whom.
  if (table === null) return;
  addGrades(values, attributes, grades);
  addDates(values, attributes);
  for (const [key, name] of [
    ['Description', 'description'],
    ['SourceReference', 'source reference'],
    ['SourceType', 'source type'],
  ] as const) {
    const value = attributes.get(key) ?? '';
    if (value !== '') addValue(values, name, value);
  }
  if (table === LINKS) {
    if (values.get('type') === '') values.set('type', attributes.get('Label') ?? '');
    if (item.isReversed) {
      const source = values.get('source') ?? '';
      values.set('source', values.get('target') ?? '');
      values.set('target', source);
    }
  }
  sink.row(table, { values });
}

const NO_GRADE = /^-?$/;

function addGrades(
  values: Map<string, string>,
  attributes: Attributes,
  grades: Declared['grades'],
): void {
  const words = GRADE_CLASSES.map((name) => {
    const index = Number(attributes.get(`${name}Index`) ?? Number.NaN);
    return Number.isInteger(index) ? (grades.get(name)?.[index] ?? '') : '';
  });
  const [source = '', information = '', handling = ''] = words;
  const isOurs = /^[123]\b/.test(source) && /^[A-E]\b/.test(information);
  if (isOurs) {
    const code = /^[PC]\b/.exec(handling)?.[0];
    values.set('grade', `${source[0]}${information[0]}${code ? ` ${code}` : ''}`);
    return;
  }
  for (const [index, word] of words.entries())
    if (!NO_GRADE.test(word)) values.set(`grade ${index + 1}`, word);
}

/** The date of an item. Our own charts say in attributes what it is the date of. */
function addDates(values: Map<string, string>, attributes: Attributes): void {
  if (attributes.get('DateSet') !== 'true') return;
  if (values.has('Started on') || values.has('Achilles reference')) return;
  const day = (attributes.get('DateTime') ?? '').slice(0, 10);
  if (day !== '') values.set('date', day);
}
