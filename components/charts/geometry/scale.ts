/** From the lowest to the highest tick of an axis. Values outside are drawn outside. */
export type Scale = { min: number; max: number; ticks: readonly number[] };

const steps = [1, 2, 2.5, 5, 10];
/** For counts, which have no halves. */
const wholeSteps = [1, 2, 5, 10];

type ScaleOptions = {
  /** About how many ticks; between half and twice as many. */
  count?: number | undefined;
  /** Only whole numbers: organizations, seats. */
  whole?: boolean | undefined;
  /** A line of ratios near 100% needs no zero; bars and areas always do. */
  zero?: boolean | undefined;
  /** What one displayed unit is in the values' unit: 100 for dollars given in cents, 0.01 for percentages. */
  unit?: number | undefined;
};

/** An axis of round numbers that contains every value, zero included by default. */
export function scaleOf(values: readonly (number | null)[], options: ScaleOptions = {}): Scale {
  const { count = 4, whole = false, zero = true, unit = 1 } = options;
  const known = values.filter((value) => value !== null).map((value) => value / unit);
  const low = Math.min(...known, ...(zero || known.length === 0 ? [0] : []));
  const high = Math.max(...known, ...(zero || known.length === 0 ? [0] : []));
  const step = stepOf(high === low ? Math.abs(high) || count : high - low, count, whole);
  const first = Math.floor(tidy(low / step));
  const last = Math.max(first + 1, Math.ceil(tidy(high / step)));
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => tidy((first + index) * step) * unit);
  return { min: first * step * unit, max: last * step * unit, ticks: ticks.map(tidy) };
}

/** Where a value is, in percent from the top. */
export const yOf = (value: number, { min, max }: Scale): number => round(((max - value) / (max - min)) * 100);

/** Where the point of a line is, in percent from the left: the first at 0, the last at 100, a single one in the middle. */
export const xOfPoint = (index: number, count: number): number => (count < 2 ? 50 : round((index / (count - 1)) * 100));

/** Where the middle of a column is, in percent from the left. */
export const xOfColumn = (index: number, count: number): number => round(((index + 0.5) / count) * 100);

/** Two decimals of a percent are a tenth of a pixel on the widest chart. */
export const round = (value: number): number => Math.round(value * 100) / 100;

function stepOf(range: number, count: number, whole: boolean): number {
  const rough = range / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ((whole ? wholeSteps : steps).find((each) => each * power >= rough * 0.999) ?? 10) * power;
  return whole ? Math.max(1, step) : step;
}

/** Removes the rest that binary fractions leave: 0.30000000000000004. */
const tidy = (value: number): number => Number(value.toPrecision(15));
