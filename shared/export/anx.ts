import {
  type ExportedGrading,
  type ExportedGraph,
  type ExportedLink,
  type ExportedNode,
  fieldsUsed,
  headLines,
  isWholeDate,
  spanOf,
  valueText,
  valueType,
} from './exported.ts';
import { xmlAttributes } from './xml.ts';

/** Grade classes of the chart. The first of each says that there is none, as a fact needs none. */
export const ANX_GRADES = {
  GradeOne: ['-', '1 Reliable', '2 Untested', '3 Not reliable'],
  GradeTwo: [
    '-',
    'A Known directly',
    'B Known indirectly but corroborated',
    'C Known indirectly',
    'D Not known',
    'E Suspected false',
  ],
  GradeThree: ['-', 'P Lawful sharing permitted'],
} as const;

/** How sure links are, as the chart draws them. */
const STRENGTHS = {
  confirmed: { name: 'Confirmed', dots: 'DotStyleSolid' },
  reported: { name: 'Unconfirmed', dots: 'DotStyleDashed' },
  tentative: { name: 'Tentative', dots: 'DotStyleDotted' },
} as const;

/** Icons of i2's own library, by shipped kind. Where one is missing the program draws its general one. */
const ICONS: Readonly<Record<string, string>> = {
  person: 'person',
  business: 'office',
  premises: 'house',
  vehicle: 'car',
  phone: 'phone',
  account: 'account',
  event: 'event',
  ocg: 'group',
  licence: 'document',
};

interface AttributeClass<T> {
  readonly name: string;
  readonly type: 'AttText' | 'AttNumber';
  readonly of: (item: T) => string | null;
}

const NODE_CLASSES: readonly AttributeClass<ExportedNode>[] = [
  text('Achilles reference', ({ reference }) => reference),
  text('Subject category', ({ category }) => category),
  text('Observed on', ({ observedOn }) => observedOn),
  text('Basis', ({ basis }) => basis),
  text('Protective marking', ({ marking }) => marking),
];

const LINK_CLASSES: readonly AttributeClass<ExportedLink>[] = [
  text('Started on', ({ startedOn }) => startedOn),
  text('Ended on', ({ endedOn }) => endedOn),
  text('Observed on', ({ observedOn }) => observedOn),
  text('Basis', ({ basis }) => basis),
  text('Protective marking', ({ marking }) => marking),
];

function text<T>(name: string, of: (item: T) => string | null): AttributeClass<T> {
  return { name, type: 'AttText', of };
}

/** Longest label that a chart shows on one item; the whole name is an attribute. */
const LONGEST_LABEL = 250;
/** Room of an item where the map did not place it, in units of the chart. */
const GRID_STEP = 160;

/**
 * A graph as an i2 Analyst's Notebook chart in its exchange form (ANX): kinds as entity types, fields as attributes,
 * 3x5x2 as the three grade classes, how sure links are as strengths.
 *
 * Source: i2 Analyst's Notebook 9 XML exchange, whose schema IBM and i2 ship with the program; the order of the
 * elements follows it. An index of a grade counts from 0.
 */
export function* writeAnx(graph: ExportedGraph): Generator<string, void> {
  const { head, nodes, links } = graph;
  const nodeClasses = [...NODE_CLASSES, ...fieldClasses<ExportedNode>(graph, nodes)];
  const linkClasses = [...LINK_CLASSES, ...fieldClasses<ExportedLink>(graph, links)];
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield '<Chart IdReferenceLinking="false" Rigorous="true">\n';
  yield '<ApplicationVersion Major="9" Minor="0" Point="0" Build="0"/>\n';
  yield* strengthElements();
  yield* gradeElements();
  yield* classElements([...nodeClasses, ...linkClasses]);
  yield* typeElements(nodes, links);
  yield `<Summary><FieldCollection><Field${xmlAttributes({ Type: 'SummaryFieldTitle', Field: head.title })}/><Field${xmlAttributes({ Type: 'SummaryFieldComments', Field: headLines(head).join('\n') })}/></FieldCollection><CustomPropertyCollection><CustomProperty${xmlAttributes({ Name: 'Protective marking', Type: 'String', Value: head.marking })}/></CustomPropertyCollection></Summary>\n`;
  yield '<ChartItemCollection>\n';
  const numberOf = new Map<string, number>();
  const columns = Math.ceil(Math.sqrt(nodes.length));
  for (const [index, node] of nodes.entries()) {
    numberOf.set(node.id, index + 1);
    const [x, y] = node.position ?? [
      (index % columns) * GRID_STEP,
      -Math.floor(index / columns) * GRID_STEP,
    ];
    yield nodeItem(node, {
      number: index + 1,
      x: Math.round(x),
      y: Math.round(-y),
      classes: nodeClasses,
    });
  }
  for (const link of links) yield linkItem(link, numberOf, linkClasses);
  yield '</ChartItemCollection>\n</Chart>\n';
}

function* strengthElements(): Generator<string, void> {
  yield '<StrengthCollection>';
  for (const { name, dots } of Object.values(STRENGTHS))
    yield `<Strength${xmlAttributes({ Id: `strength-${name}`, Name: name, DotStyle: dots })}/>`;
  yield '</StrengthCollection>\n';
}

function* gradeElements(): Generator<string, void> {
  for (const [name, words] of Object.entries(ANX_GRADES)) {
    const strings = words.map(
      (word, index) => `<String${xmlAttributes({ Id: `${name}-${index}`, Text: word })}/>`,
    );
    yield `<${name}><StringCollection>${strings.join('')}</StringCollection></${name}>\n`;
  }
}

function* classElements(
  classes: readonly Pick<AttributeClass<never>, 'name' | 'type'>[],
): Generator<string, void> {
  // A class is known by its name: those that records and links share are one, and text where they differ.
  const types = new Map<string, AttributeClass<never>['type']>();
  for (const { name, type } of classes) {
    const known = types.get(name);
    types.set(name, known === undefined || known === type ? type : 'AttText');
  }
  yield '<AttributeClassCollection>';
  for (const [name, type] of types)
    yield `<AttributeClass${xmlAttributes({ Name: name, Type: type, IsUser: 'true', UserCanAdd: 'true', UserCanRemove: 'true', Visible: 'false' })}/>`;
  yield '</AttributeClassCollection>\n';
}

function* typeElements(
  nodes: readonly ExportedNode[],
  links: readonly ExportedLink[],
): Generator<string, void> {
  const icons = new Map(
    nodes.map(({ kindLabel, baseKind }) => [kindLabel, ICONS[baseKind] ?? null]),
  );
  yield '<EntityTypeCollection>';
  for (const [name, icon] of icons)
    yield `<EntityType${xmlAttributes({ Name: name, IconFile: icon, PreferredRepresentation: 'RepresentAsIcon' })}/>`;
  yield '</EntityTypeCollection>\n<LinkTypeCollection>';
  for (const name of new Set(links.map(typeName)))
    yield `<LinkType${xmlAttributes({ Name: name })}/>`;
  yield '</LinkTypeCollection>\n';
}

/** What the type of a link is called: where no type claims it, as its source calls it. */
function typeName({ baseType, label, type }: ExportedLink): string {
  return baseType === null ? type : label;
}

function fieldClasses<T extends ExportedNode | ExportedLink>(
  { fieldLabels }: Pick<ExportedGraph, 'fieldLabels'>,
  items: readonly T[],
): AttributeClass<T>[] {
  return fieldsUsed(items).map((id) => ({
    name: fieldLabels[id] ?? id,
    type: valueType(items, id) === 'double' ? 'AttNumber' : 'AttText',
    of: ({ fields }) => valueText(fields[id]),
  }));
}

function attributesOf<T>(item: T, classes: readonly AttributeClass<T>[]): string {
  let written = '';
  for (const { name, of } of classes) {
    const value = of(item);
    if (value !== null)
      written += `<Attribute${xmlAttributes({ AttributeClass: name, Value: value })}/>`;
  }
  return written === '' ? '' : `<AttributeCollection>${written}</AttributeCollection>`;
}

function gradesOf({ source, information, handling }: ExportedGrading) {
  const isGraded = source !== null && information !== null;
  return {
    GradeOneIndex: isGraded ? source : 0,
    GradeTwoIndex: isGraded ? 'ABCDE'.indexOf(information) + 1 : 0,
    GradeThreeIndex: handling === 'P' ? 1 : 0,
  };
}

/** When something was: a day the chart knows, anything else in words. */
function datesOf(start: string | null, end: string | null) {
  const isDay = start !== null && isWholeDate(start) && (end === null || end === start);
  const words = [start && `from ${start}`, end && `to ${end}`].filter(Boolean).join(' ');
  return {
    DateSet: isWholeDate(start) ? 'true' : null,
    DateTime: start !== null && isWholeDate(start) ? `${start}T00:00:00.000` : null,
    DateTimeDescription: isDay || words === '' ? null : words,
  };
}

function labelOf(label: string): string {
  return label.length <= LONGEST_LABEL ? label : `${label.slice(0, LONGEST_LABEL)}…`;
}

function nodeItem(
  node: ExportedNode,
  place: {
    readonly number: number;
    readonly x: number;
    readonly y: number;
    readonly classes: readonly AttributeClass<ExportedNode>[];
  },
): string {
  const { number, x, y, classes } = place;
  const { start, end } = spanOf(node);
  const own = xmlAttributes({
    Id: `item-${number}`,
    Label: labelOf(node.label),
    ...datesOf(start, end),
    ...gradesOf(node),
    XPosition: x,
  });
  const entity = xmlAttributes({ EntityId: number, Identity: node.id, LabelIsIdentity: 'false' });
  const icon = `<Icon><IconStyle${xmlAttributes({ Type: node.kindLabel })}/></Icon>`;
  return `<ChartItem${own}><End${xmlAttributes({ X: x, Y: y, Z: 0 })}><Entity${entity}>${icon}</Entity></End>${attributesOf(node, classes)}</ChartItem>\n`;
}

function linkItem(
  link: ExportedLink,
  numberOf: ReadonlyMap<string, number>,
  classes: readonly AttributeClass<ExportedLink>[],
): string {
  const own = xmlAttributes({
    Id: `link-${link.id}`,
    Label: labelOf(link.label),
    ...datesOf(link.startedOn, link.endedOn),
    ...gradesOf(link),
  });
  const ends = xmlAttributes({
    End1Id: numberOf.get(link.fromId) ?? null,
    End2Id: numberOf.get(link.toId) ?? null,
  });
  const style = xmlAttributes({
    Strength: STRENGTHS[link.certainty].name,
    ArrowStyle: link.isDirected ? 'ArrowOnHead' : 'ArrowNone',
    Type: typeName(link),
  });
  return `<ChartItem${own}><Link${ends}><LinkStyle${style}/></Link>${attributesOf(link, classes)}</ChartItem>\n`;
}
