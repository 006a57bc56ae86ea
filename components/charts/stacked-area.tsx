import { areaPath, linePath, type Point } from "./geometry/paths";
import { scaleOf, xOfPoint, yOf } from "./geometry/scale";
import { extentOf, stack } from "./geometry/stack";
import { Plot } from "./plot";

export type ChartSeries = { label: string; color: string; values: readonly (number | null)[] };

type StackedAreaProps = {
  label: string;
  tableId: string;
  /** The first series is at the bottom. */
  series: readonly ChartSeries[];
  /** The same length of time before, as a faint line of totals. */
  previous?: readonly (number | null)[] | undefined;
  labels: readonly string[];
  formatTick: (value: number) => string;
  /** Minor units of one displayed unit: 100 for cents. */
  unit?: number | undefined;
  className?: string | undefined;
};

/** How a total is made up over time. */
export function StackedArea({
  label,
  tableId,
  series,
  previous,
  labels,
  formatTick,
  unit,
  className,
}: StackedAreaProps) {
  const layers = stack(series.map(({ values }) => values));
  const scale = scaleOf([...extentOf(layers), ...(previous ?? [])], { unit });
  const at = (value: number, index: number): Point => ({ x: xOfPoint(index, labels.length), y: yOf(value, scale) });
  const drawn = layers.map((layer, index) => ({
    color: series[index]?.color ?? "",
    upper: layer.map(({ to }, position) => at(to, position)),
    lower: layer.map(({ from }, position) => at(from, position)),
  }));
  return (
    <Plot
      label={label}
      tableId={tableId}
      scale={scale}
      formatTick={formatTick}
      labels={labels}
      align="points"
      className={className}
      dots={labels.map((_, position) =>
        drawn.flatMap(({ color, upper }) => (upper[position] ? [{ y: upper[position].y, color }] : [])),
      )}
    >
      {drawn.map(({ color, upper, lower }) => (
        <g key={color}>
          <path d={areaPath(upper, lower)} fill={color} fillOpacity={0.2} />
          <path
            d={linePath(upper)}
            fill="none"
            stroke={color}
            strokeWidth={1.75}
            strokeLinejoin="round"
            strokeLinecap="round"
            vectorEffect="non-scaling-stroke"
          />
        </g>
      ))}
      {previous && (
        <path
          d={linePath(previous.map((value, index) => (value === null ? null : at(value, index))))}
          fill="none"
          stroke="var(--muted-foreground)"
          strokeOpacity={0.75}
          strokeWidth={1.25}
          strokeDasharray="3 4"
          vectorEffect="non-scaling-stroke"
        />
      )}
    </Plot>
  );
}
