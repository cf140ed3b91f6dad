import type { Certainty } from '../../../shared/domain/grade.ts';
import { ticksOf } from '../../../shared/timeline/calendar.ts';
import type { Span } from '../../../shared/timeline/span.ts';
import type { DrawingTools } from '../../ui/Drawing.tsx';
import { type Bin, MARK_PX, type Mark, xOf } from './lane-layout.ts';
import type { LaneSizes, PlacedLane } from './lanes.ts';
import type { Entry } from './timeline-model.ts';

/** Fill and line of each lane, as custom properties of the theme. */
const COLOURS: Readonly<Record<string, readonly [string, string]>> = {
  event: ['--e-event', '--e-event-line'],
  call: ['--l-comms', '--l-comms'],
  payment: ['--l-money', '--l-money'],
  link: ['--l-people', '--l-people'],
  sighting: ['--l-place', '--l-place'],
  licence: ['--accent-solid', '--accent'],
};

const DASHES: Readonly<Record<Certainty, readonly number[]>> = {
  confirmed: [],
  reported: [5, 3],
  tentative: [1.5, 3],
};

const LEAST_TICK_PX = 64;

interface Timed extends DrawingTools {
  readonly span: Span;
}

/** Vertical rules of the axis, through the lanes. */
function drawRules({ context, theme, span, widthPx, heightPx, textScale }: Timed): void {
  for (const { day, isMajor } of ticksOf(span, widthPx, LEAST_TICK_PX * textScale)) {
    const x = Math.round(xOf({ span, widthPx }, day)) + 0.5;
    context.strokeStyle = theme(isMajor ? '--border' : '--border-subtle');
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(x, 0);
    context.lineTo(x, heightPx);
    context.stroke();
  }
}

/** What lies outside the stretch of time is veiled. */
function drawBrush({ context, theme, span, widthPx, heightPx }: Timed, brush: Span | null): void {
  if (!brush) return;
  const from = Math.max(0, xOf({ span, widthPx }, brush.from));
  const to = Math.min(widthPx, xOf({ span, widthPx }, brush.to));
  context.save();
  context.fillStyle = theme('--bg-app');
  context.globalAlpha = 0.62;
  if (from > 0) context.fillRect(0, 0, Math.min(from, widthPx), heightPx);
  if (to < widthPx) context.fillRect(Math.max(0, to), 0, widthPx - Math.max(0, to), heightPx);
  context.globalAlpha = 1;
  context.fillStyle = theme('--accent-border');
  if (from >= 0 && from < widthPx) context.fillRect(from, 0, 1.5, heightPx);
  if (to > 0 && to <= widthPx) context.fillRect(to - 1.5, 0, 1.5, heightPx);
  context.restore();
}

/** The axis: how much there is over time, and the dates. */
export function drawAxis(
  tools: Timed,
  of: { readonly bins: readonly Bin[]; readonly brush: Span | null; readonly today: number },
): void {
  const { context, theme, span, widthPx, heightPx, textScale } = tools;
  const barsPx = heightPx - 20 * tools.textScale;
  const most = of.bins.reduce((top, { count }) => Math.max(top, count), 1);
  for (const { from, to, count } of of.bins) {
    if (count === 0) continue;
    const left = xOf({ span, widthPx }, from);
    const width = Math.max(1.5, xOf({ span, widthPx }, to) - left - 1);
    const height = Math.max(1.5, (count / most) * (barsPx - 4));
    const isIn = !of.brush || (from < of.brush.to && of.brush.from < to);
    context.fillStyle = theme(isIn ? '--accent-border' : '--border-control');
    context.globalAlpha = isIn ? 0.75 : 0.4;
    context.fillRect(left, barsPx - height, width, height);
  }
  context.globalAlpha = 1;
  context.fillStyle = theme('--border');
  context.fillRect(0, barsPx, widthPx, 1);
  context.font = `${11 * tools.textScale}px ${theme('--font-sans')}`;
  context.textBaseline = 'middle';
  for (const { day, label, isMajor } of ticksOf(span, widthPx, LEAST_TICK_PX * textScale)) {
    const x = Math.round(xOf({ span, widthPx }, day));
    context.fillStyle = theme('--border-control');
    context.fillRect(x, barsPx, 1, isMajor ? 6 : 4);
    context.fillStyle = theme(isMajor ? '--text' : '--text-2');
    context.fillText(label, x + 4, barsPx + 11 * tools.textScale);
  }
  const now = xOf({ span, widthPx }, of.today);
  if (now > 0 && now < widthPx) {
    context.fillStyle = theme('--text-3');
    context.fillRect(now, 0, 1, barsPx);
  }
}

function drawPoint({ context }: DrawingTools, lane: string, x: number, y: number): void {
  const r = MARK_PX / 2;
  context.beginPath();
  switch (lane) {
    case 'event':
      context.moveTo(x, y - r);
      context.lineTo(x + r, y + r * 0.8);
      context.lineTo(x - r, y + r * 0.8);
      context.closePath();
      break;
    case 'payment':
      context.moveTo(x, y - r);
      context.lineTo(x + r, y);
      context.lineTo(x, y + r);
      context.lineTo(x - r, y);
      context.closePath();
      break;
    case 'call':
      context.arc(x, y, r * 0.85, 0, Math.PI * 2);
      break;
    default:
      context.rect(x - r * 0.8, y - r * 0.8, r * 1.6, r * 1.6);
  }
}

/** A bar: firm where it surely held, faint where its dates leave it open, with an arrow where no end is known. */
function drawBar(tools: Timed, mark: Mark, y: number, fill: string, line: string): void {
  const { context, span, widthPx } = tools;
  const { entry, xPx } = mark;
  const view = { span, widthPx };
  const half = 4.5;
  const firmFrom = Math.max(xPx, xOf(view, Math.max(entry.surelyFrom - 1, entry.from)));
  const firmTo = Math.min(xPx + mark.widthPx, xOf(view, Math.min(entry.surelyTo + 1, entry.to)));
  const isPartial = entry.item.when === 'point';
  const alpha = context.globalAlpha;
  context.fillStyle = fill;
  context.globalAlpha = alpha * 0.28;
  context.beginPath();
  context.roundRect(xPx, y - half, mark.widthPx, half * 2, 3);
  context.fill();
  if (!isPartial && firmTo > firmFrom) {
    context.globalAlpha = alpha * 0.8;
    context.beginPath();
    context.roundRect(firmFrom, y - half, firmTo - firmFrom, half * 2, 3);
    context.fill();
  }
  context.globalAlpha = alpha;
  context.strokeStyle = line;
  context.lineWidth = 1.25;
  context.setLineDash([...DASHES[entry.item.certainty]]);
  context.beginPath();
  context.roundRect(xPx, y - half, mark.widthPx, half * 2, 3);
  context.stroke();
  context.setLineDash([]);
  if (entry.item.seenOn !== null && entry.item.when === 'period') {
    const seen = xOf(
      view,
      Date.parse(`${entry.item.seenOn.padEnd(10, '-01').slice(0, 10)}T00:00Z`) / 86_400_000,
    );
    if (seen >= xPx && seen <= xPx + mark.widthPx) context.fillRect(seen, y - half, 1.5, half * 2);
  }
  if (!entry.isEndKnown && entry.item.when === 'period') {
    const end = xPx + mark.widthPx;
    context.beginPath();
    context.moveTo(end - 5, y - half + 1.5);
    context.lineTo(end - 1.5, y);
    context.lineTo(end - 5, y + half - 1.5);
    context.stroke();
  }
}

function shortened(context: CanvasRenderingContext2D, words: string, widthPx: number): string {
  if (context.measureText(words).width <= widthPx) return words;
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (context.measureText(`${words.slice(0, middle)}…`).width <= widthPx) low = middle;
    else high = middle - 1;
  }
  return low < 4 ? '' : `${words.slice(0, low).trimEnd()}…`;
}

/** Everything in the lanes. */
export function drawLanes(
  tools: Timed,
  of: {
    readonly lanes: readonly PlacedLane[];
    readonly sizes: LaneSizes;
    readonly brush: Span | null;
    readonly words: (entry: Entry) => string;
    readonly isSelected: (entry: Entry) => boolean;
    readonly isFaint: (entry: Entry) => boolean;
    readonly focused: Entry | null;
    readonly hovered: Entry | null;
  },
): void {
  const { context, theme, widthPx } = tools;
  drawRules(tools);
  const dim = Number(theme('--dim-alpha')) || 0.2;
  for (const lane of of.lanes) {
    context.fillStyle = theme('--border-subtle');
    context.fillRect(0, lane.topPx + lane.heightPx - 1, widthPx, 1);
    if (lane.content.type === 'density')
      drawDensity(tools, lane, lane.content.bins, lane.content.most);
    else {
      for (const mark of lane.content.marks) {
        const y = lane.topPx + of.sizes.padPx + (mark.row + 0.5) * of.sizes.rowPx;
        context.globalAlpha = of.isFaint(mark.entry) ? dim : 1;
        drawMark(tools, mark, y, of);
      }
      context.globalAlpha = 1;
    }
  }
  drawBrush(tools, of.brush);
}

function drawMark(tools: Timed, mark: Mark, y: number, of: Parameters<typeof drawLanes>[1]): void {
  const { context, theme, textScale } = tools;
  const { entry } = mark;
  const [fillName, lineName] = COLOURS[entry.item.lane] ?? ['--text-3', '--text-3'];
  const fill = theme(fillName);
  const line = theme(lineName);
  const isSelected = of.isSelected(entry);
  const middle = mark.xPx + mark.widthPx / 2;
  if (isSelected || entry === of.hovered || entry === of.focused) {
    context.fillStyle = theme(isSelected ? '--accent-soft' : '--bg-hover');
    context.beginPath();
    const leftPx = mark.wordsSide === 'left' ? mark.xPx - mark.wordsPx : mark.xPx;
    context.roundRect(
      leftPx - 4,
      y - 8.5 * textScale,
      mark.widthPx + mark.wordsPx + 6,
      17 * textScale,
      4,
    );
    context.fill();
    context.lineWidth = entry === of.focused ? 2 : 1.25;
    context.strokeStyle = theme(entry === of.focused ? '--focus' : '--accent-border');
    if (isSelected || entry === of.focused) context.stroke();
  }
  if (entry.isExact) {
    drawPoint(tools, entry.item.lane, middle, y);
    context.fillStyle = entry.item.certainty === 'tentative' ? theme('--bg-canvas') : fill;
    context.fill();
    context.strokeStyle = line;
    context.lineWidth = 1.25;
    context.setLineDash([...DASHES[entry.item.certainty]]);
    context.stroke();
    context.setLineDash([]);
  } else drawBar(tools, mark, y, fill, line);
  if (mark.wordsPx > 0) {
    context.font = `${11 * tools.textScale}px ${theme('--font-sans')}`;
    context.textBaseline = 'middle';
    context.fillStyle = theme(isSelected ? '--text' : '--text-2');
    const words = shortened(context, of.words(entry), mark.wordsPx - 6);
    if (mark.wordsSide === 'left') {
      context.textAlign = 'right';
      context.fillText(words, mark.xPx - 5, y + 0.5);
      context.textAlign = 'left';
    } else context.fillText(words, mark.xPx + mark.widthPx + 5, y + 0.5);
  }
}

function drawDensity(tools: Timed, lane: PlacedLane, bins: readonly Bin[], most: number): void {
  const { context, theme, span, widthPx } = tools;
  const [fillName, lineName] = COLOURS[lane.id] ?? ['--accent-border', '--accent-border'];
  const base = lane.topPx + lane.heightPx - 6;
  const room = lane.heightPx - 20;
  context.fillStyle = theme(fillName);
  context.strokeStyle = theme(lineName);
  context.lineWidth = 0.75;
  for (const { from, to, count } of bins) {
    if (count === 0) continue;
    const left = xOf({ span, widthPx }, from);
    const width = Math.max(1, xOf({ span, widthPx }, to) - left - 1);
    const height = Math.max(1.5, (count / most) * room);
    context.fillRect(left, base - height, width, height);
    if (width > 3) context.strokeRect(left, base - height, width, height);
  }
  context.font = `${11 * tools.textScale}px ${theme('--font-sans')}`;
  context.textBaseline = 'top';
  context.fillStyle = theme('--text-3');
  context.fillText(`up to ${most.toLocaleString('en-GB')}`, 6, lane.topPx + 3);
}
