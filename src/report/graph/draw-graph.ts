/**
 * The picture of a machine: what both ways have in common stands plainly, where only AWS went or only the target is marked by
 * colour and by line, what nobody entered is faint. Looks come from the page's style sheet by class.
 */
import type { Way } from './way.ts';
import { START, stepKey } from './way.ts';
import { html, type Markup, type Piece } from '../html/markup.ts';
import {
  RADIUS,
  type Box,
  type PlacedEdge,
  type PlacedFlow,
  type PlacedState,
  type Point,
} from './layout.ts';
import { LABEL_LINE, nameText, noteText } from './text-size.ts';

/** Both ways; undefined where one isn't known. */
export interface Ways {
  /** Whose way is expected: `AWS`, or the oracle's name. */
  readonly oracle: string;
  readonly expected: Way | undefined;
  readonly observed: Way | undefined;
}

/** `description` says in words what the picture shows. */
export function drawGraph(flow: PlacedFlow, ways: Ways, description: string): Markup {
  const [width, height] = [round(flow.width), round(flow.height)];
  return html`<svg
    class="graph"
    viewBox="0 0 ${width} ${height}"
    width="${width}"
    height="${height}"
    role="img"
    aria-label="${description}"
  >
    ${drawFlow(flow, ways)}
  </svg>`;
}

const drawFlow = (flow: PlacedFlow, ways: Ways): Markup =>
  html`<g transform="translate(${round(flow.x)} ${round(flow.y)})">
    ${flow.edges.map((edge) => drawEdge(edge, ways))} ${flow.states.map((state) => drawState(state, ways))}
    ${flow.circles.map((circle) => drawCircle(circle, ways))} ${flow.edges.map(drawLabel)}
  </g>`;

function drawCircle({ name, x, y }: PlacedFlow['circles'][number], ways: Ways): Markup {
  const kind = name === START ? 'start' : 'end';
  const taken = takers(ways, ({ stations }) => name === START || stations.at(-1) === 'SUCCEEDED');
  return html`<circle class="${kind} ${taken}" cx="${round(x)}" cy="${round(y)}" r="${RADIUS}">
    <title>${kind}</title>
  </circle>`;
}

function drawState({ state, inner, ...box }: PlacedState, ways: Ways): Markup {
  const middle = round(box.x + box.width / 2);
  const top = inner.length > 0 ? box.y + 18 : box.y + box.height / 2 - 3;
  const taken = takers(ways, ({ visits }) => visits.has(state.name));
  return html`<g class="${inner.length > 0 ? 'container' : 'state'} ${taken}">
      <title>${fullName(state.name, ways)}</title>
      ${drawBox(box)} ${inner.map((flow) => drawBox(flow, 'branch'))}
      <text class="name" x="${middle}" y="${round(top)}">${nameText(state.name)}</text>
      <text class="note" x="${middle}" y="${round(top + 15)}">${noteText(state)}</text>
    </g>
    ${inner.map((flow) => drawFlow(flow, ways))}`;
}

const drawBox = ({ x, y, width, height }: Box, kind = 'frame'): Markup => {
  const corner = html`x="${round(x)}" y="${round(y)}"`;
  return html`<rect class="${kind}" ${corner} width="${round(width)}" height="${round(height)}" rx="8" />`;
};

/** The whole name, and how often it was entered. */
function fullName(name: string, { oracle, expected, observed }: Ways): string {
  const times = [expected, observed].map((way) => way && (way.visits.get(name) ?? 0));
  return `${name}: ${oracle} entered it ${times[0] ?? '?'}×, the target ${times[1] ?? '?'}×`;
}

function drawEdge({ edge: { from, to }, points }: PlacedEdge, ways: Ways): Markup {
  const taken = takers(ways, ({ steps }) => steps.has(stepKey(from, to)));
  return html`<g class="edge ${taken}">
    <path d="${curve(points)}" />
    <polygon points="${arrowHead(points)}" />
  </g>`;
}

const drawLabel = ({ label: { lines, x, y } }: PlacedEdge): Piece =>
  lines.map((line, i) => {
    const top = y + (i - (lines.length - 1) / 2) * LABEL_LINE + 4;
    return html`<text class="label" x="${round(x)}" y="${round(top)}">${line}</text>`;
  });

/** Who went there. Where a way isn't known nothing is said of it. */
function takers({ expected, observed }: Ways, went: (way: Way) => boolean): string {
  const [aws, target] = [expected && went(expected), observed && went(observed)];
  if (aws === undefined && target === undefined) return 'unknown';
  if ((aws ?? target) && (target ?? aws)) return 'both';
  return aws ? 'aws' : target ? 'target' : 'neither';
}

/** Through the middles between dagre's points, so that no corner is left. */
function curve(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  const bends = rest.slice(0, -1).map((point, i) => {
    const next = rest[i + 1] ?? point;
    const end = i === rest.length - 2 ? next : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    return `Q${at(point)} ${at(end)}`;
  });
  const last = rest.at(-1);
  return `M${at(first)}${bends.length > 0 ? bends.join('') : last === undefined ? '' : `L${at(last)}`}`;
}

function arrowHead(points: readonly Point[]): string {
  const [before, tip] = [points.at(-2), points.at(-1)];
  if (before === undefined || tip === undefined) return '';
  const length = Math.hypot(tip.x - before.x, tip.y - before.y) || 1;
  const along = { x: (tip.x - before.x) / length, y: (tip.y - before.y) / length };
  const corner = (side: 1 | -1): Point => ({
    x: tip.x - along.x * 8 - side * along.y * 4.5,
    y: tip.y - along.y * 8 + side * along.x * 4.5,
  });
  return [tip, corner(1), corner(-1)].map(at).join(' ');
}

const at = ({ x, y }: Point): string => `${round(x)},${round(y)}`;

const round = (value: number): number => Math.round(value * 10) / 10;
