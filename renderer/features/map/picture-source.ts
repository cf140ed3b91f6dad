import type { Certainty } from '../../../shared/domain/grade.ts';
import type { Ontology, RelationFamily } from '../../../shared/domain/ontology.ts';
import type { Canvas } from '../../canvas/canvas.ts';
import { baseOfNode, type NodeAttributes } from '../../canvas/canvas-node.ts';
import { GENTLE_BEND } from '../../canvas/curvature.ts';
import type { NodeDress } from '../../canvas/dress.ts';
import { isGroupId } from '../../canvas/groups.ts';
import type { PictureLink, PictureNode } from '../../canvas/picture/map-picture.ts';
import type { LegendEntry } from '../../canvas/picture/page.ts';
import type { CanvasTheme } from '../../canvas/theme.ts';
import { type ColourGroup, NEUTRAL_COLOUR } from './colour-groups.ts';

/** What of the map may leave it. */
export interface Allowed {
  readonly ids: ReadonlySet<string>;
  readonly linkIds: ReadonlySet<string>;
  /** Records of which something stays: what they are called without it. */
  readonly parts: ReadonlyMap<string, { readonly label: string; readonly reference: string }>;
  /** Texts of the map as they may leave; what is not among them is not written. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Longer texts are never written whole. */
const LONGEST_TEXT = 400;

/** What is written on the map: it is masked before it leaves. */
export function textsOnMap(canvas: Pick<Canvas, 'model' | 'dress'>): readonly string[] {
  const texts = new Set<string>();
  for (const { label, note } of canvas.dress.nodes.values())
    for (const text of [label, note]) if (text) texts.add(text.slice(0, LONGEST_TEXT));
  canvas.model.graph.forEachNode((_id, { isProtected, label }) => {
    if (!isProtected) texts.add(label.slice(0, LONGEST_TEXT));
  });
  return [...texts];
}

function writtenOf({ texts }: Pick<Allowed, 'texts'>, text: string | undefined): string | null {
  return text === undefined ? null : (texts.get(text.slice(0, LONGEST_TEXT)) ?? null);
}

/** What a picture calls a record, and the line below: nothing that stays, nor the name of anybody protected. */
export function wordsOfNode(
  id: string,
  { label, badge }: Pick<NodeAttributes, 'label' | 'badge'>,
  dress: NodeDress | undefined,
  allowed: Pick<Allowed, 'parts' | 'texts'>,
): { readonly name: string; readonly note: string | null } {
  const part = allowed.parts.get(id);
  // Who calls records otherwise than by their names wants no name to leave.
  if (part) return { name: dress?.label === undefined ? part.label : part.reference, note: null };
  const note = dress?.isNoteOfOthers ? null : writtenOf(allowed, dress?.note);
  return {
    name: writtenOf(allowed, dress?.label) ?? writtenOf(allowed, label) ?? '',
    note: note ?? (badge === 'principal' ? 'Principal' : null),
  };
}

/** What the colours of the records say, where it is not their kind. */
export interface PictureColours {
  readonly groups: readonly ColourGroup[];
  /** Whether they are those of communities: a name of one may name somebody who stays. */
  readonly areCommunities: boolean;
}

/** Colours that are drawn in a picture, each once, with how many records of the picture have it, in words that may leave. */
export function drawnColours(
  { groups, areCommunities }: PictureColours,
  drawn: readonly (string | undefined)[],
  texts: Allowed['texts'],
): readonly ColourGroup[] {
  return [...Map.groupBy(groups, ({ colour }) => colour)].flatMap(([colour, alike], index) => {
    const count = drawn.filter((one) => one === colour).length;
    const numbered = colour === NEUTRAL_COLOUR ? 'In none' : `Community ${index + 1}`;
    const label = areCommunities
      ? numbered
      : alike.map((group) => writtenOf({ texts }, group.label) ?? 'Withheld').join(', ');
    return count === 0 ? [] : [{ colour, count, label }];
  });
}

/** The part of the map that may leave, as a picture draws it. Nobody protected is in it. */
export function pictureSource(
  canvas: Canvas,
  allowed: Allowed,
  {
    theme,
    outlines,
    colours,
  }: {
    readonly theme: CanvasTheme;
    readonly outlines: ReadonlyMap<string, string>;
    readonly colours: PictureColours | null;
  },
): { readonly nodes: readonly PictureNode[]; readonly links: readonly PictureLink[] } {
  const { graph } = canvas.model;
  const nodes: PictureNode[] = [];
  const drawn = new Set<string>();
  graph.forEachNode((id, node) => {
    const members = canvas.model.behind(id).filter((one) => allowed.ids.has(one));
    if (members.length === 0 || node.isProtected || !canvas.isDrawn(id)) return;
    drawn.add(id);
    nodes.push(
      nodeOf(canvas, id, { node, members: members.length, theme, outlines, allowed, colours }),
    );
  });
  return { nodes, links: linksOf(canvas, allowed, drawn) };
}

function nodeOf(
  canvas: Canvas,
  id: string,
  {
    node,
    members,
    theme,
    outlines,
    allowed,
    colours,
  }: {
    readonly node: NodeAttributes;
    readonly allowed: Allowed;
    readonly members: number;
    readonly theme: CanvasTheme;
    readonly outlines: ReadonlyMap<string, string>;
    readonly colours: PictureColours | null;
  },
): PictureNode {
  // What style and role say of a part may rest on what is not graded.
  const isPart = allowed.parts.has(id);
  const dress = isPart ? undefined : canvas.dress.nodes.get(id);
  const isPrincipal = !isPart && node.badge === 'principal';
  const isGroup = node.group !== undefined;
  const { name, note } = wordsOfNode(id, node, canvas.dress.nodes.get(id), allowed);
  const number = isGroup ? ` · ${members.toLocaleString('en-GB')}` : '';
  return {
    id,
    x: node.x,
    y: node.y,
    radius: canvas.radiusOf(id),
    shape: node.shape,
    icon: outlines.get(node.icon) ?? null,
    colours: dress?.colour
      ? theme.palette(dress.colour)
      : theme.entity(isPart && colours ? 'other' : baseOfNode(node)),
    label: `${name}${number}`,
    note,
    isStrong: isPrincipal || isGroup || baseOfNode(node) === 'ocg',
    isProtected: false,
    // A group's number counts levers of records that may not leave.
    levers: isGroup ? null : node.levers,
    priority:
      (isPrincipal ? 2e4 : 0) +
      (isGroup || baseOfNode(node) === 'ocg' ? 1e4 : 0) +
      ((node.levers?.strong ?? 0) * 2 + (node.levers?.indicative ?? 0)) * 40 +
      canvas.model.graph.degree(id) * 10,
  };
}

/** Links that may leave; those of closed groups as one for each pair. */
function linksOf(
  { model, isLinkDrawn }: Canvas,
  allowed: Allowed,
  drawn: ReadonlySet<string>,
): PictureLink[] {
  const links: PictureLink[] = [];
  const merged = new Map<string, PictureLink & { readonly count: number }>();
  model.graph.forEachEdge((id, edge, source, target) => {
    if (isGroupId(id) || !allowed.linkIds.has(id)) return;
    const { family, certainty, isDirected, curvature } = edge;
    const [fromId, toId] = [model.standIn(source), model.standIn(target)];
    if (fromId === toId || !drawn.has(fromId) || !drawn.has(toId)) return;
    if (fromId === source && toId === target) {
      if (isLinkDrawn(id))
        links.push({ fromId, toId, family, certainty, isDirected, curvature, widthPx: null });
      return;
    }
    const key = [fromId, toId].sort().join(' ');
    const count = (merged.get(key)?.count ?? 0) + 1;
    merged.set(key, {
      fromId,
      toId,
      family: merged.get(key)?.family ?? family,
      certainty: 'confirmed',
      isDirected: false,
      curvature: GENTLE_BEND,
      widthPx: Math.min(6, 1 + Math.log2(count)),
      count,
    });
  });
  return [...links, ...merged.values()];
}

const FAMILY_WORDS: Readonly<Record<RelationFamily, string>> = {
  people: 'Knows or related',
  control: 'Owns or runs',
  money: 'Money',
  place: 'Place or vehicle',
  comms: 'Calls',
  member: 'In an OCG',
  event: 'Took part',
  other: 'Other',
};

const CERTAINTY_WORDS: Readonly<Record<Certainty, string>> = {
  confirmed: 'Confirmed',
  reported: 'Reported',
  tentative: 'Tentative',
};

/** What shapes, colours and lines of a picture mean, and how many there are of each. */
export function legendOf(
  canvas: Canvas,
  ontology: Ontology,
  {
    nodes,
    links,
    theme,
    colours,
    allowed,
  }: {
    readonly allowed: Allowed;
    readonly nodes: readonly PictureNode[];
    readonly links: readonly PictureLink[];
    readonly theme: CanvasTheme;
    readonly colours: PictureColours | null;
  },
): LegendEntry[] {
  const { graph } = canvas.model;
  const kinds = Map.groupBy(
    nodes.filter(({ id }) => graph.hasNode(id) && !graph.getNodeAttribute(id, 'group')),
    ({ id }) => graph.getNodeAttribute(id, 'kind'),
  );
  const shapes = ontology.kinds.flatMap((kind): LegendEntry[] => {
    const count = kinds.get(kind.id)?.length ?? 0;
    if (count === 0) return [];
    const { fill, line } = theme.entity(colours ? 'other' : (kind.base ?? kind.id));
    const label = `${count === 1 ? kind.label : kind.plural} ${count.toLocaleString('en-GB')}`;
    return [{ type: 'shape', shape: kind.shape, fill, line, isDashed: false, label }];
  });
  const drawn = nodes
    .filter(({ id }) => !allowed.parts.has(id))
    .map(({ id }) => canvas.dress.nodes.get(id)?.colour);
  const coloured = (colours ? drawnColours(colours, drawn, allowed.texts) : []).map(
    ({ colour, label, count }): LegendEntry => {
      const { fill, line } = theme.palette(colour);
      const words = `${label}: ${count.toLocaleString('en-GB')}`;
      return { type: 'shape', shape: 'circle', fill, line, isDashed: false, label: words };
    },
  );
  const families = new Set(links.map(({ family }) => family));
  const lines = (Object.keys(FAMILY_WORDS) as RelationFamily[])
    .filter((family) => families.has(family))
    .map((family): LegendEntry => {
      const hasArrow = links.some((link) => link.family === family && link.isDirected);
      const colour = theme.link(family).css;
      return { type: 'line', colour, dash: null, hasArrow, label: FAMILY_WORDS[family] };
    });
  const certainties = new Set(links.map(({ certainty }) => certainty));
  const sureness = (Object.keys(CERTAINTY_WORDS) as Certainty[])
    .filter((certainty) => certainties.has(certainty))
    .map((certainty): LegendEntry => {
      const dash = certainty === 'confirmed' ? null : theme.dashes[certainty];
      const label = CERTAINTY_WORDS[certainty];
      return { type: 'line', colour: theme.text2, dash, hasArrow: false, label };
    });
  const hasFlags = nodes.some(({ levers }) => levers && levers.strong + levers.indicative > 0);
  const flags: LegendEntry[] = hasFlags
    ? [
        {
          type: 'shape',
          shape: 'rounded-square',
          fill: theme.leverFill,
          line: theme.leverInk,
          isDashed: false,
          label: 'Levers that may apply: suggestions, not evidence',
        },
      ]
    : [];
  return [...coloured, ...shapes, ...lines, ...sureness, ...flags];
}
