import type { ComponentProps } from "react";
import { ChartFrame } from "./chart-frame";
import { Legend, type LegendEntry } from "./legend";
import { LineChart, type LineSeries } from "./line-chart";
import { StackedArea } from "./stacked-area";
import { StackedColumns } from "./stacked-columns";
import type { ChartTable } from "./types";

type TableChartProps = Omit<ComponentProps<typeof ChartFrame>, "table" | "children" | "legend" | "empty"> & {
  /** Columns with a color become series. Their values are drawn as they are in the file: money in major units. */
  table: ChartTable;
  kind: "lines" | "columns" | "area";
  /** One label per row, for the x axis. */
  axis: readonly string[];
  formatTick: (value: number) => string;
  /** 0.01 for percentages. */
  unit?: number | undefined;
  whole?: boolean | undefined;
  zero?: boolean | undefined;
  reference?: number | undefined;
  /** Columns only: marks the sum of each, under this name. */
  net?: string | undefined;
  /** The last row's period isn't over. */
  running?: boolean | undefined;
  /** Shown when every value is missing or zero. */
  empty: string;
  plotClassName?: string | undefined;
};

/** A chart of a table: what is drawn, what can be read and what can be downloaded are the same. */
export function TableChart(props: TableChartProps) {
  const { table, kind, axis, formatTick, unit, whole, zero, reference, net, running, empty, plotClassName, ...frame } =
    props;
  const series = seriesOf(table);
  const plot = {
    label: `${frame.title}: ${series.map(({ label }) => label).join(", ")}`,
    tableId: `${frame.id}-table`,
    labels: axis,
    formatTick,
    unit,
    whole,
    className: plotClassName,
  };
  const nothing = series.every(({ values }) => values.every((value) => value === null || value === 0));
  return (
    <ChartFrame
      {...frame}
      table={table}
      empty={nothing && empty}
      legend={
        series.length > 1 && (
          <Legend
            entries={[
              ...series.map(
                ({ label, color }): LegendEntry => ({ label, color, shape: kind === "lines" ? "line" : "area" }),
              ),
              ...(net ? [{ label: net, color: "var(--foreground)", shape: "line" } as const] : []),
            ]}
          />
        )
      }
    >
      {kind === "lines" && (
        <LineChart
          {...plot}
          zero={zero}
          reference={reference}
          series={series.map(
            (each): LineSeries => ({ ...each, dashedFrom: running ? each.values.length - 1 : undefined }),
          )}
        />
      )}
      {kind === "area" && <StackedArea {...plot} series={series} />}
      {kind === "columns" && (
        <StackedColumns
          {...plot}
          series={series}
          lastIsPartial={running}
          net={
            net ? axis.map((_, index) => series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0)) : undefined
          }
        />
      )}
    </ChartFrame>
  );
}

const seriesOf = ({ columns, rows }: ChartTable) =>
  columns.flatMap(({ label, color }, index) => {
    if (!color) return [];
    const values = rows.map(({ cells }) => {
      const value = cells[index]?.value;
      return typeof value === "number" ? value : null;
    });
    return [{ label, color, values }];
  });
