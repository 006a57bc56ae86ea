import { round, scaleOf, xOfColumn, yOf } from "./geometry/scale";
import { extentOf, stack } from "./geometry/stack";
import { Plot } from "./plot";
import type { ChartSeries } from "./stacked-area";

type StackedColumnsProps = {
  label: string;
  tableId: string;
  /** Negative values are drawn below zero. The first series is next to zero. */
  series: readonly ChartSeries[];
  /** A mark on each column: its sum. */
  net?: readonly number[] | undefined;
  labels: readonly string[];
  formatTick: (value: number) => string;
  unit?: number | undefined;
  whole?: boolean | undefined;
  /** The last column's period isn't over. */
  lastIsPartial?: boolean | undefined;
  className?: string | undefined;
};

/** What came and what went in each period. */
export function StackedColumns(props: StackedColumnsProps) {
  const { label, tableId, series, net, labels, formatTick, unit, whole, lastIsPartial, className } = props;
  const layers = stack(series.map(({ values }) => values));
  const scale = scaleOf(extentOf(layers), { unit, whole });
  const count = labels.length;
  const width = round((100 / count) * (count > 40 ? 0.86 : 0.66));
  return (
    <Plot
      label={label}
      tableId={tableId}
      scale={scale}
      formatTick={formatTick}
      labels={labels}
      align="columns"
      className={className}
    >
      {layers.map((layer, index) => (
        <g key={series[index]?.label} fill={series[index]?.color}>
          {layer.map(({ from, to }, position) => {
            if (from === to) return null;
            const [top, bottom] = [yOf(Math.max(from, to), scale), yOf(Math.min(from, to), scale)];
            return (
              <rect
                key={labels[position]}
                x={round(xOfColumn(position, count) - width / 2)}
                y={top}
                width={width}
                height={round(bottom - top)}
                fillOpacity={lastIsPartial && position === count - 1 ? 0.6 : 1}
                stroke="var(--card)"
                strokeWidth={0.75}
                vectorEffect="non-scaling-stroke"
              />
            );
          })}
        </g>
      ))}
      {net && (
        <path
          d={net
            .map((value, index) => `M${round(xOfColumn(index, count) - width / 2)} ${yOf(value, scale)}h${width}`)
            .join("")}
          fill="none"
          stroke="var(--foreground)"
          strokeWidth={2}
          vectorEffect="non-scaling-stroke"
        />
      )}
    </Plot>
  );
}
