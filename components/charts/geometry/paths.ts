/** A point in percent of the plot; null where there is no value. */
export type Point = { x: number; y: number } | null;

/** An SVG path through the points, interrupted where there is no value. A single point between gaps becomes a dot. */
export function linePath(points: readonly Point[]): string {
  return runsOf(points)
    .map((run) => (run.length === 1 ? `M${at(run[0])}h0` : `M${run.map(at).join("L")}`))
    .join("");
}

/** The area between two lines with the same gaps. */
export function areaPath(upper: readonly Point[], lower: readonly Point[]): string {
  const below = runsOf(lower);
  return runsOf(upper)
    .map((run, index) => `M${[...run, ...(below[index] ?? []).toReversed()].map(at).join("L")}Z`)
    .join("");
}

type Known = NonNullable<Point>;

function runsOf(points: readonly Point[]): Known[][] {
  const runs: Known[][] = [];
  let current: Known[] | undefined;
  for (const point of points) {
    if (point === null) current = undefined;
    else if (current) current.push(point);
    else {
      current = [point];
      runs.push(current);
    }
  }
  return runs;
}

const at = (point: Known | undefined): string => (point ? `${point.x} ${point.y}` : "");
