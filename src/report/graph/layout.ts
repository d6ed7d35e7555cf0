/**
 * Places a machine's states on a plane. Each flow is laid out by dagre on its own; a Parallel or Map is a box as large as the
 * flows inside of it, side by side, so that dagre never has to draw an arrow into a cluster.
 */
import { Graph, layout } from '@dagrejs/dagre';
import type { FlowGraph, GraphEdge, GraphState } from './machine-graph.ts';
import { labelLines, labelSize, stateSize } from './text-size.ts';
import { END, START } from './way.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A box by its upper left corner. */
export interface Box extends Point, Size {}

export interface PlacedState extends Box {
  readonly state: GraphState;
  readonly inner: readonly PlacedFlow[];
}

export interface PlacedEdge {
  readonly edge: GraphEdge;
  readonly points: readonly Point[];
  /** The lines of its label, and their middle. */
  readonly label: { readonly lines: readonly string[] } & Point;
}

/** Everything within is placed relative to the flow's own corner. */
export interface PlacedFlow extends Box {
  readonly states: readonly PlacedState[];
  readonly edges: readonly PlacedEdge[];
  /** The circles where a machine starts and ends, by their middle; inner flows have none. */
  readonly circles: readonly (Point & { readonly name: typeof START | typeof END })[];
}

/** Room within the box of a Parallel or Map: for its name above, and around its flows. */
export const HEADER = 44;
const PADDING = 14;
const GAP = 14;
export const RADIUS = 9;

/** `outermost` for the machine itself, which has a start and an end. */
export function layOut(flow: FlowGraph, outermost = true): PlacedFlow {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'TB', nodesep: 28, ranksep: 34, edgesep: 16, marginx: 8, marginy: 8 });
  const edges = [...flow.edges, ...(outermost ? frame(flow) : [])];
  const circles = outermost ? circlesOf(edges) : [];
  // States have any name, `__proto__` too; dagre keeps its nodes in plain objects.
  const names = [...flow.states.map(({ name }) => name), ...circles];
  const keys = new Map(names.map((name, i) => [name, `n${i}`]));
  const keyOf = (name: string): string => keys.get(name) ?? '';
  const inner = flow.states.map((state) => state.inner.map((one) => layOut(one, false)));
  for (const [i, state] of flow.states.entries())
    graph.setNode(keyOf(state.name), sizeOf(state, inner[i] ?? []));
  for (const name of circles) graph.setNode(keyOf(name), { width: RADIUS * 2, height: RADIUS * 2 });
  for (const { from, to, labels } of edges) {
    graph.setEdge(keyOf(from), keyOf(to), { ...labelSize(labelLines(labels)), labelpos: 'c' });
  }
  layout(graph);
  const { width = 0, height = 0 } = graph.graph() as Partial<Size>;
  return {
    x: 0,
    y: 0,
    width,
    height,
    states: flow.states.map((state, i) => {
      const box = boxOf(graph.node(keyOf(state.name)) as Box);
      return { state, ...box, inner: sideBySide(inner[i] ?? [], box) };
    }),
    edges: edges.map((edge) => {
      const placed = graph.edge(keyOf(edge.from), keyOf(edge.to)) as {
        points: readonly Point[];
      } & Partial<Point>;
      const lines = labelLines(edge.labels);
      return { edge, points: placed.points, label: { lines, x: placed.x ?? 0, y: placed.y ?? 0 } };
    }),
    circles: circles.map((name) => {
      const { x, y } = graph.node(keyOf(name)) as Point;
      return { name, x, y };
    }),
  };
}

/** From the start to the first state, from the states that end well to the end. */
const frame = ({ startAt, states }: FlowGraph): readonly GraphEdge[] => [
  ...(startAt === undefined ? [] : [{ from: START, to: startAt, labels: [] }]),
  ...states.filter(({ ends }) => ends).map(({ name }) => ({ from: name, to: END, labels: [] })),
];

const circlesOf = (edges: readonly GraphEdge[]): readonly (typeof START | typeof END)[] => [
  ...(edges.some(({ from }) => from === START) ? ([START] as const) : []),
  ...(edges.some(({ to }) => to === END) ? ([END] as const) : []),
];

function sizeOf(state: GraphState, inner: readonly PlacedFlow[]): Size {
  const own = stateSize(state);
  if (inner.length === 0) return own;
  const width = inner.reduce((sum, flow) => sum + flow.width, 0) + GAP * (inner.length - 1);
  return {
    width: Math.max(own.width, width + 2 * PADDING),
    height: HEADER + Math.max(...inner.map(({ height }) => height)) + PADDING,
  };
}

/** dagre gives the middle of a box. */
const boxOf = ({ x, y, width, height }: Box): Box => ({ x: x - width / 2, y: y - height / 2, width, height });

function sideBySide(flows: readonly PlacedFlow[], within: Box): readonly PlacedFlow[] {
  const total = flows.reduce((sum, { width }) => sum + width, 0) + GAP * (flows.length - 1);
  let x = within.x + (within.width - total) / 2;
  return flows.map((flow) => {
    const placed = { ...flow, x, y: within.y + HEADER };
    x += flow.width + GAP;
    return placed;
  });
}
