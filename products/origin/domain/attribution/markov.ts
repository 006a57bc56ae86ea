import type { PathCount } from "./path-counts";

/** How many touches make a state. */
export const markovOrders = [1, 2, 3] as const;
export type MarkovOrder = (typeof markovOrders)[number];

/** An edge of the graph: from a state, so many journeys went on to this one. `to` is -1 for a conversion. */
type Edge = { to: number; count: number };

/** Journeys as transitions between states, each the last `order` channels. State 0 is the start. */
type Graph = {
  /** The channels of each state; removing one of them removes the state. */
  channels: readonly (readonly string[])[];
  edges: readonly (readonly Edge[])[];
  /** The journeys that left each state, those that ended there included. */
  leaving: readonly number[];
};

const converted = -1;

/** A difference below this changes no share in its tenth digit. */
const tolerance = 1e-13;

/** Far more steps than a journey has; a graph that needs more isn't made of journeys. */
const mostRounds = 100_000;

/**
 * Each channel's share by its removal effect: the part of all conversions that would be lost if no journey got past the
 * channel, in a Markov chain fitted to the journeys, normalized over all channels (Anderl, Becker, von Wangenheim and Schumann,
 * "Mapping the Customer Journey", 2016).
 *
 * @returns shares that add up to 1. Empty without conversions.
 */
export function markovShares(paths: readonly PathCount[], order: MarkovOrder): Map<string, number> {
  const graph = graphOf(paths, order);
  const whole = conversionProbability(graph);
  if (whole === 0) return new Map();
  const effects = [...new Set(paths.flatMap(({ channels }) => channels))].map((channel): [string, number] => [
    channel,
    1 - conversionProbability(graph, channel) / whole,
  ]);
  const total = effects.reduce((sum, [, effect]) => sum + effect, 0);
  return new Map(effects.map(([channel, effect]) => [channel, effect / total]));
}

const separator = "\u0000";

function graphOf(paths: readonly PathCount[], order: MarkovOrder): Graph {
  const ids = new Map<string, number>([["", 0]]);
  const channels: string[][] = [[]];
  const counts: Map<number, number>[] = [new Map()];
  const leaving: number[] = [0];
  const stateOf = (touched: readonly string[]): number => {
    const key = touched.join(separator);
    const known = ids.get(key);
    if (known !== undefined) return known;
    const id = channels.length;
    ids.set(key, id);
    channels.push([...touched]);
    counts.push(new Map());
    leaving.push(0);
    return id;
  };
  const count = (from: number, to: number, times: number) => {
    const own = counts[from];
    own?.set(to, (own.get(to) ?? 0) + times);
  };
  for (const path of paths) {
    const times = path.conversions + path.lost;
    let state = 0;
    for (let end = 1; end <= path.channels.length; end += 1) {
      const next = stateOf(path.channels.slice(Math.max(0, end - order), end));
      count(state, next, times);
      leaving[state] = (leaving[state] ?? 0) + times;
      state = next;
    }
    if (path.conversions > 0) count(state, converted, path.conversions);
    leaving[state] = (leaving[state] ?? 0) + times;
  }
  return { channels, leaving, edges: counts.map((own) => [...own].map(([to, times]) => ({ to, count: times }))) };
}

/**
 * The probability that a journey from the start ends with a conversion: the least solution of `p = P p + r`, found by
 * Gauss-Seidel. It rises from 0 and converges because every state leads out of the graph.
 *
 * @param removed a channel that no journey gets past.
 */
function conversionProbability({ channels, edges, leaving }: Graph, removed?: string): number {
  const probability = new Float64Array(channels.length);
  const closed = channels.map((own) => removed !== undefined && own.includes(removed));
  for (let round = 0; round < mostRounds; round += 1) {
    let change = 0;
    // From the end of the journeys to their start, along which probabilities flow.
    for (let state = channels.length - 1; state >= 0; state -= 1) {
      if (closed[state] || !leaving[state]) continue;
      let sum = 0;
      for (const { to, count } of edges[state] ?? []) sum += count * (to === converted ? 1 : (probability[to] ?? 0));
      const next = sum / (leaving[state] ?? 1);
      change = Math.max(change, Math.abs(next - (probability[state] ?? 0)));
      probability[state] = next;
    }
    if (change < tolerance) break;
  }
  return probability[0] ?? 0;
}
