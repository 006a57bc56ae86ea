import type { PathCount } from "./path-counts";

/**
 * Each channel's Shapley value in the game whose coalitions are worth the conversions they reach alone: those whose channels
 * are all in it. In such a sum of unanimity games a channel's value is its equal share of each conversion it took part in
 * (Shapley 1953; Zhao, Mahboobi and Bagheri, "Shapley Value Methods for Attribution Modeling in Online Advertising", 2018). So it
 * is exact for any number of channels and needs no sampling.
 *
 * @returns each channel's share of all conversions; the shares add up to 1. Empty without conversions.
 */
export function shapleyShares(paths: readonly PathCount[], worth: (path: PathCount) => number): Map<string, number> {
  const total = paths.reduce((sum, path) => sum + worth(path), 0);
  const shares = new Map<string, number>();
  if (total === 0) return shares;
  for (const path of paths) {
    const players = new Set(path.channels);
    const each = worth(path) / players.size / total;
    for (const channel of players) shares.set(channel, (shares.get(channel) ?? 0) + each);
  }
  return shares;
}
