import type { HighlightChart as Chart } from "@/lib/catalog/site-copy";

/** Decoration: the figure, its label and its source are written beside it. */
export function HighlightChart({ chart }: { chart: Chart }) {
  return (
    <div aria-hidden className="grid h-24 items-center sm:h-28">
      <Drawing chart={chart} />
    </div>
  );
}

function Drawing({ chart }: { chart: Chart }) {
  switch (chart.kind) {
    case "clock":
      return <Clock minutes={chart.minutes} />;
    case "bars":
      return <Bars bars={chart.bars} />;
    case "slope":
      return <Slope from={chart.from} to={chart.to} />;
    case "squares":
      return <Squares {...chart} />;
    case "names":
      return <Names {...chart} />;
    default:
      return chart satisfies never;
  }
}

/** A ring of sixty marks; the minutes that pass are drawn strong. */
function Clock({ minutes }: { minutes: number }) {
  const end = (minutes / 60) * 2 * Math.PI;
  const [x, y] = [(50 + 32 * Math.sin(end)).toFixed(1), (50 - 32 * Math.cos(end)).toFixed(1)];
  const ring = { cx: 50, cy: 50, r: 44, pathLength: 60, strokeWidth: 7, transform: "rotate(-90 50 50)" };
  return (
    <svg viewBox="0 0 100 100" className="size-24 sm:size-28" fill="none" aria-hidden="true">
      <path d={`M50 50V18A32 32 0 ${minutes > 30 ? 1 : 0} 1 ${x} ${y}Z`} className="fill-product/20" />
      <circle {...ring} className="stroke-input" strokeDasharray="0.25 0.75" />
      <circle {...ring} className="stroke-product" strokeDasharray={passed(minutes)} />
      <path d={`M50 18V50L${x} ${y}`} className="stroke-foreground" strokeWidth="1.5" strokeLinejoin="round" />
    </svg>
  );
}

/** So many marks, and a gap for the rest of the hour. */
const passed = (minutes: number): string => `${"0.25 0.75 ".repeat(minutes - 1)}0.25 ${60 - minutes + 0.75}`;

type Labeled = { label: string; value: number; text: string };

function Bars({ bars }: { bars: readonly Labeled[] }) {
  const most = Math.max(...bars.map(({ value }) => value));
  return (
    <div className="grid grid-cols-[auto_1fr_auto] items-center gap-x-3 gap-y-2 text-muted-foreground text-xs">
      {bars.map(({ label, value, text }, index) => (
        <div key={label} className="contents">
          <span>{label}</span>
          <span
            className={index === bars.length - 1 ? "h-4 rounded-xs bg-product" : "h-4 rounded-xs bg-input"}
            style={{ width: `max(2px, ${((value / most) * 100).toFixed(1)}%)` }}
          />
          <span className="figures text-foreground">{text}</span>
        </div>
      ))}
    </div>
  );
}

function Slope({ from, to }: { from: Labeled; to: Labeled }) {
  const most = Math.max(from.value, to.value);
  const y = (value: number) => 8 + (1 - value / most) * 74;
  return (
    <div className="grid gap-1.5 text-muted-foreground text-xs">
      <svg
        viewBox="0 0 200 90"
        className="h-16 w-full sm:h-20"
        fill="none"
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <path d={`M0 ${y(from.value)} 200 ${y(to.value)}V90H0Z`} className="fill-product/15" />
        <path d="M0 89.5H200" className="stroke-input" vectorEffect="non-scaling-stroke" />
        <path
          d={`M0 ${y(from.value)} 200 ${y(to.value)}`}
          className="stroke-product"
          strokeWidth="2"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <p className="flex justify-between">
        <span>
          {from.label} <span className="figures text-foreground">{from.text}</span>
        </span>
        <span>
          {to.label} <span className="figures text-foreground">{to.text}</span>
        </span>
      </p>
    </div>
  );
}

/** A dashed line for each row: squares without an element, or a path, for each. */
function Squares({ filled, of, columns }: { filled: number; of: number; columns: number }) {
  const rows = (count: number) =>
    Array.from({ length: Math.ceil(count / columns) }, (_, row) => {
      const inRow = Math.min(columns, count - row * columns);
      return `M0 ${row * 10 + 4}h${inRow * 10 - 2}`;
    }).join("");
  return (
    <svg
      viewBox={`0 0 ${columns * 10} ${Math.ceil(of / columns) * 10}`}
      className="max-h-20 w-full max-w-72 sm:max-h-24"
      preserveAspectRatio="xMinYMid meet"
      strokeWidth="8"
      strokeDasharray="8 2"
      aria-hidden="true"
    >
      <path d={rows(of)} className="stroke-input" />
      <path d={rows(filled)} className="stroke-product" />
    </svg>
  );
}

function Names({ names, crossedOut }: { names: readonly string[]; crossedOut: boolean }) {
  return (
    <p className="flex flex-wrap gap-1.5 text-xs">
      {names.map((name) => (
        <span
          key={name}
          className={
            crossedOut
              ? "rounded-sm border px-2 py-1 text-muted-foreground line-through"
              : "rounded-sm bg-product-soft px-2 py-1 text-product-ink"
          }
        >
          {name}
        </span>
      ))}
    </p>
  );
}
