import { formatNumber } from "@/lib/numbers";
import { channelName } from "../../domain/data/names";
import { ends, type Flow, type FlowPath, flowOf } from "../../domain/runs/flow";

const isEnd = (label: string): boolean => label === ends.conversion || label === ends.lost;
const nameOf = (label: string): string => (isEnd(label) ? label : channelName(label));

function colorOf(label: string): string {
  if (label === ends.conversion) return "var(--success)";
  return label === ends.lost ? "var(--chart-6)" : "var(--chart-1)";
}

/**
 * A Sankey diagram, drawn on the server: the last four steps, or the last two on a narrow screen. The table beside it says
 * the same.
 */
export function FlowChart({ paths }: { paths: readonly FlowPath[] }) {
  return (
    <>
      <Diagram
        flow={flowOf(paths, { width: 840, height: 420, steps: 4 })}
        label="The last four steps of journeys, from left to right, to conversion or no conversion"
        className="max-md:hidden"
      />
      <NarrowChart flow={flowOf(paths, { width: 320, height: 440, steps: 2 })} />
    </>
  );
}

/** The ends are named below: beside them there is no room. */
function NarrowChart({ flow }: { flow: Flow }) {
  return (
    <div className="mx-auto grid w-full max-w-md gap-3 md:hidden">
      <Diagram
        flow={flow}
        label="The last two steps of journeys, from left to right, to conversion or no conversion"
        unnamedEnds
      />
      <ul className="flex flex-wrap justify-end gap-x-4 gap-y-1 text-xs">
        {flow.nodes
          .filter(({ label }) => isEnd(label))
          .map(({ key, label, count }) => (
            <li key={key} className="flex items-center gap-1.5">
              <span aria-hidden className="size-2.5 rounded-xs" style={{ background: colorOf(label) }} />
              {label} <span className="figures text-muted-foreground">{formatNumber(count)}</span>
            </li>
          ))}
      </ul>
    </div>
  );
}

type DiagramProps = { flow: Flow; label: string; unnamedEnds?: boolean; className?: string };

function Diagram({ flow: { nodes, links, width, height }, label, unnamedEnds = false, className = "" }: DiagramProps) {
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} className={`h-auto w-full ${className}`}>
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
      {nodes.map(({ key, label: name, x, y, width: wide, height: tall, count }) => (
        <g key={key}>
          <rect x={x} y={y} width={wide} height={tall} rx={2} fill={colorOf(name)}>
            <title>{`${nameOf(name)}: ${formatNumber(count)}`}</title>
          </rect>
          {!(unnamedEnds && isEnd(name)) && (
            <text
              x={isEnd(name) ? x - 6 : x + wide + 6}
              y={y + tall / 2}
              dy="0.35em"
              textAnchor={isEnd(name) ? "end" : "start"}
              className="fill-foreground text-[11px]"
            >
              {nameOf(name)} <tspan className="fill-muted-foreground">{formatNumber(count)}</tspan>
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}
