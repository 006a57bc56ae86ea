import { formatNumber } from "@/lib/numbers";
import { channelName } from "../../domain/data/names";
import { ends, type Flow } from "../../domain/runs/flow";

const isEnd = (label: string): boolean => label === ends.conversion || label === ends.lost;
const nameOf = (label: string): string => (isEnd(label) ? label : channelName(label));

function colorOf(label: string): string {
  if (label === ends.conversion) return "var(--success)";
  return label === ends.lost ? "var(--chart-6)" : "var(--chart-1)";
}

/** A Sankey diagram, drawn on the server. The table beside it says the same. */
export function FlowChart({ flow }: { flow: Flow }) {
  const { nodes, links, width, height } = flow;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls needs the keyboard.
    <section className="overflow-x-auto" tabIndex={0} aria-label="Diagram of paths">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label="The last steps of journeys, from the first channel on the left to conversion or no conversion on the right"
        className="h-auto w-full min-w-2xl"
      >
        <g fill="none">
          {links.map(({ key, path, width: thickness, from, to, count, converted }) => (
            <path
              key={key}
              d={path}
              stroke={converted ? "var(--success)" : "var(--chart-1)"}
              strokeOpacity={converted ? 0.3 : 0.16}
              strokeWidth={thickness}
            >
              <title>{`${nameOf(from)} → ${nameOf(to)}: ${formatNumber(count)}`}</title>
            </path>
          ))}
        </g>
        {nodes.map(({ key, label, x, y, width: wide, height: tall, count }) => {
          const atEnd = x + wide > width - 120;
          return (
            <g key={key}>
              <rect x={x} y={y} width={wide} height={tall} rx={2} fill={colorOf(label)}>
                <title>{`${nameOf(label)}: ${formatNumber(count)}`}</title>
              </rect>
              <text
                x={atEnd ? x - 6 : x + wide + 6}
                y={y + tall / 2}
                dy="0.35em"
                textAnchor={atEnd ? "end" : "start"}
                className="fill-foreground text-[11px]"
              >
                {nameOf(label)} <tspan className="fill-muted-foreground">{formatNumber(count)}</tspan>
              </text>
            </g>
          );
        })}
      </svg>
    </section>
  );
}
