/** Where one series lies in a stack, per position. */
export type Layer = readonly { from: number; to: number }[];

type Values = readonly (number | null)[];

/**
 * Stacks the series of each position: positive values upwards from zero, negative ones downwards, the first series next to
 * zero. Missing values count as zero.
 */
export function stack(series: readonly Values[]): Layer[] {
  const count = Math.max(0, ...series.map((values) => values.length));
  const up = new Array<number>(count).fill(0);
  const down = new Array<number>(count).fill(0);
  return series.map((values) =>
    Array.from({ length: count }, (_, index) => {
      const value = values[index] ?? 0;
      const side = value < 0 ? down : up;
      const from = side[index] ?? 0;
      side[index] = from + value;
      return { from, to: from + value };
    }),
  );
}

/** The lowest and highest value of a stack, for its scale. */
export const extentOf = (layers: readonly Layer[]): number[] => layers.flatMap((layer) => layer.map(({ to }) => to));
