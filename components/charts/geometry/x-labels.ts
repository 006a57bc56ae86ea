/** How wide the chart must be for a label to be shown: at any width, from 28rem, or from 44rem. */
export type LabelWidth = "always" | "medium" | "wide";

const fitting = { always: 4, medium: 7, wide: 13 } as const satisfies Record<LabelWidth, number>;

/**
 * Which labels are shown below a chart: those that begin something new (a month's first day stands for the month), as many as
 * fit, counted from the last one. Labels of a wider chart come in addition to those of a narrower one, so that the style
 * sheet alone decides.
 */
export function xLabels(labels: readonly string[]): { index: number; from: LabelWidth }[] {
  const starts = withoutCrowdedFirst(labels.flatMap((label, index) => (label === labels[index - 1] ? [] : [index])));
  const wide = strideOf(starts.length, fitting.wide);
  const medium = multipleOf(wide, strideOf(starts.length, fitting.medium));
  const always = multipleOf(medium, strideOf(starts.length, fitting.always));
  return starts.flatMap((index, position) => {
    const back = starts.length - 1 - position;
    if (back % wide !== 0) return [];
    return [{ index, from: back % always === 0 ? "always" : back % medium === 0 ? "medium" : "wide" }] as const;
  });
}

/** The first month of a range may have a few days only, and its label would touch the next one. */
function withoutCrowdedFirst(starts: readonly number[]): readonly number[] {
  const [first, second, third] = starts;
  if (first === undefined || second === undefined || third === undefined) return starts;
  return second - first < (third - second) * 0.75 ? starts.slice(1) : starts;
}

const strideOf = (count: number, labels: number): number => Math.max(1, Math.ceil(count / labels));
const multipleOf = (base: number, atLeast: number): number => Math.ceil(atLeast / base) * base;
