import { areaPath, linePath, type Point } from "./geometry/paths";
import { scaleOf, xOfPoint, yOf } from "./geometry/scale";

type SparklineProps = {
  values: readonly (number | null)[];
  color?: string;
  className?: string;
};

/** The course of one figure, without axes: decoration beside the figure, which says the same in words. */
export function Sparkline({ values, color = "var(--chart-1)", className }: SparklineProps) {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return <span className={className} aria-hidden />;
  const low = Math.min(...known);
  const high = Math.max(...known);
  const scale =
    high === low ? scaleOf(known) : { min: low - (high - low) * 0.12, max: high + (high - low) * 0.08, ticks: [] };
  const points = values.map(
    (value, index): Point => (value === null ? null : { x: xOfPoint(index, values.length), y: yOf(value, scale) }),
  );
  const floor = points.map((point): Point => point && { x: point.x, y: 100 });
  const last = points.findLast((point) => point !== null);
  return (
    <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" className={className} overflow="visible">
      <path d={areaPath(points, floor)} fill={color} fillOpacity={0.1} />
      <path
        d={linePath(points)}
        fill="none"
        stroke={color}
        strokeWidth={1.5}
        strokeLinejoin="round"
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
      />
      {last && (
        <path
          d={`M${last.x} ${last.y}h0`}
          stroke={color}
          strokeWidth={5}
          strokeLinecap="round"
          vectorEffect="non-scaling-stroke"
        />
      )}
    </svg>
  );
}
