export type WaterfallStep = { key: string; amount: number };

/** A bar of the waterfall and the level that leads to the next one. */
export type WaterfallBar = { key: string; from: number; to: number };

/**
 * Opening, each step where the one before ended, and closing. The last step ends at the closing bar: the chart itself adds
 * up.
 *
 * @throws Error if opening + steps isn't closing: such a chart would lie.
 */
export function waterfallBars(opening: number, steps: readonly WaterfallStep[], closing: number): WaterfallBar[] {
  let level = opening;
  const bars = steps.map(({ key, amount }) => {
    const from = level;
    level += amount;
    return { key, from, to: level };
  });
  if (level !== closing) throw new Error(`The waterfall doesn't add up: ${level} instead of ${closing}`);
  return [{ key: "opening", from: 0, to: opening }, ...bars, { key: "closing", from: 0, to: closing }];
}

/**
 * The lowest value to draw. Movements of 3% would be slivers beside a full bar, so a chart of large balances starts below
 * its lowest level, by half of what moved; zero if the balances themselves are small.
 */
export function waterfallFloor(bars: readonly WaterfallBar[]): number {
  const levels = bars.map(({ to }) => to);
  const low = Math.min(...levels);
  const moved = Math.max(...levels) - low;
  return low > 0 && moved < low * 0.5 ? low - Math.max(moved * 0.6, low * 0.02) : Math.min(0, low);
}
