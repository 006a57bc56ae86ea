import { sankey, sankeyLinkHorizontal } from "d3-sankey";

export type FlowPath = { channels: readonly string[]; conversions: number; lost: number };

export type FlowNode = {
  key: string;
  label: string;
  step: number;
  count: number;
  x: number;
  y: number;
  width: number;
  height: number;
};
export type FlowLink = {
  key: string;
  path: string;
  width: number;
  count: number;
  from: string;
  to: string;
  converted: boolean;
};
export type Flow = { nodes: FlowNode[]; links: FlowLink[]; width: number; height: number };

/** Channels of a step that are drawn by name. */
const named = 7;
export const ends = { conversion: "Conversion", lost: "No conversion" } as const;
const other = "other";

type Node = { key: string; label: string; step: number };
type Link = { source: string; target: string; value: number };

type FlowOptions = {
  width: number;
  height: number;
  /** Columns of steps that are drawn; what comes before the last ones is left out. */
  steps: number;
};

/**
 * The paths as a Sankey diagram: a column for each of the last steps, then whether it converted. A channel in two steps is two nodes, so
 * nothing flows back. Pure geometry; the page draws it.
 */
export function flowOf(paths: readonly FlowPath[], { width, height, steps }: FlowOptions): Flow {
  const counts = new Map<string, Link>();
  const nodes = new Map<string, Node>();
  const common = commonChannels(paths);
  const add = (from: Node, to: Node, value: number) => {
    if (value === 0) return;
    nodes.set(from.key, from);
    nodes.set(to.key, to);
    const key = `${from.key}→${to.key}`;
    const known = counts.get(key) ?? { source: from.key, target: to.key, value: 0 };
    known.value += value;
    counts.set(key, known);
  };
  for (const { channels, conversions, lost } of paths) {
    const shown = channels.slice(-steps);
    const chain = shown.map((channel, index): Node => {
      const label = common.has(channel) ? channel : other;
      const step = steps - shown.length + index;
      return { key: `${step}:${label}`, label, step };
    });
    for (const [index, node] of chain.entries()) {
      const next = chain[index + 1];
      if (next) add(node, next, conversions + lost);
      else {
        add(node, { key: "conversion", label: ends.conversion, step: steps }, conversions);
        add(node, { key: "lost", label: ends.lost, step: steps }, lost);
      }
    }
  }
  if (nodes.size === 0) return { nodes: [], links: [], width, height };
  // The longest path has a node in each, so no column is empty.
  const columns = [...new Set([...nodes.values()].map(({ step }) => step))].sort((a, b) => a - b);
  const layout = sankey<Node, Link>()
    .nodeId(({ key }) => key)
    .nodeAlign(({ step }) => columns.indexOf(step))
    .nodeWidth(10)
    .nodePadding(14)
    .extent([
      [0, 4],
      [width, height - 4],
    ]);
  const drawn = layout({ nodes: [...nodes.values()], links: [...counts.values()] });
  const path = sankeyLinkHorizontal<Node, Link>();
  return {
    width,
    height,
    nodes: drawn.nodes.map(({ key, label, step, value = 0, x0 = 0, x1 = 0, y0 = 0, y1 = 0 }) => ({
      key,
      label,
      step,
      count: value,
      x: round(x0),
      y: round(y0),
      width: round(x1 - x0),
      height: Math.max(1, round(y1 - y0)),
    })),
    links: drawn.links.map((link) => {
      const { source, target } = link;
      const [from, to] = [nodeOf(source), nodeOf(target)];
      return {
        key: `${from.key}→${to.key}`,
        path: (path(link) ?? "").replace(/\d+\.\d+/g, (number) => String(round(Number(number)))),
        width: Math.max(1, round(link.width ?? 1)),
        count: link.value,
        from: from.label,
        to: to.label,
        converted: to.key === "conversion",
      };
    }),
  };
}

/** After the layout, the ends of a link are nodes. */
function nodeOf(end: Node | string | number): Node {
  if (typeof end === "object") return end;
  throw new Error("the layout left a link without its node");
}

const round = (value: number): number => Math.round(value * 10) / 10;

function commonChannels(paths: readonly FlowPath[]): Set<string> {
  const counts = new Map<string, number>();
  for (const { channels, conversions, lost } of paths) {
    for (const channel of new Set(channels)) counts.set(channel, (counts.get(channel) ?? 0) + conversions + lost);
  }
  return new Set(
    [...counts]
      .sort((a, b) => b[1] - a[1])
      .slice(0, named)
      .map(([channel]) => channel),
  );
}
