import { areaPath, linePath, type Point } from "./geometry/paths";
import { scaleOf, xOfPoint, yOf } from "./geometry/scale";
import { Plot } from "./plot";
import type { ChartSeries } from "./stacked-area";

export type LineSeries = ChartSeries & {
  /** From here on the line is dashed: a period that isn't over, or an estimate. */
  dashedFrom?: number | undefined;
  /** How far the value may be off, as an area around the line. */
  band?: readonly ({ low: number; high: number } | null)[] | undefined;
};

type LineChartProps = {
  label: string;
  tableId: string;
  series: readonly LineSeries[];
  labels: readonly string[];
  formatTick: (value: number) => string;
  unit?: number | undefined;
  whole?: boolean | undefined;
  /** Ratios near 100% don't need the zero line. */
  zero?: boolean | undefined;
  /** A value to compare with, such as 100%. */
  reference?: number | undefined;
  className?: string | undefined;
};

/** Several series over time, each by itself. */
export function LineChart(props: LineChartProps) {
  const { label, tableId, series, labels, formatTick, unit, whole, zero, reference, className } = props;
  const scale = scaleOf(
    [
      ...series.flatMap(({ values }) => values),
      ...series.flatMap(({ band = [] }) => band.flatMap((each) => (each ? [each.low, each.high] : []))),
      ...(reference === undefined ? [] : [reference]),
    ],
    { unit, whole, zero },
  );
  const at = (value: number | null | undefined, index: number): Point =>
    value === null || value === undefined ? null : { x: xOfPoint(index, labels.length), y: yOf(value, scale) };
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
        series.flatMap(({ color, values }) => {
          const point = at(values[position], position);
          return point ? [{ y: point.y, color }] : [];
        }),
      )}
    >
      {reference !== undefined && (
        <line
          x1="0"
          x2="100"
          y1={yOf(reference, scale)}
          y2={yOf(reference, scale)}
          stroke="var(--muted-foreground)"
          strokeDasharray="1 3"
          vectorEffect="non-scaling-stroke"
        />
      )}
      {series.map((each) => (
        <SeriesLine key={each.label} series={each} at={at} />
      ))}
    </Plot>
  );
}

type SeriesLineProps = { series: LineSeries; at: (value: number | null | undefined, index: number) => Point };

function SeriesLine({ series: { color, values, band, dashedFrom = values.length }, at }: SeriesLineProps) {
  const points = values.map(at);
  const line = {
    fill: "none",
    stroke: color,
    strokeWidth: 2,
    strokeLinejoin: "round",
    strokeLinecap: "round",
    vectorEffect: "non-scaling-stroke",
  } as const;
  return (
    <>
      {band && (
        <path
          d={areaPath(
            band.map((each, index) => at(each?.high, index)),
            band.map((each, index) => at(each?.low, index)),
          )}
          fill={color}
          fillOpacity={0.14}
        />
      )}
      <path d={linePath(points.slice(0, dashedFrom))} {...line} />
      {dashedFrom < values.length && (
        <path d={linePath(points.slice(Math.max(0, dashedFrom - 1)))} {...line} strokeDasharray="1 5" />
      )}
    </>
  );
}
