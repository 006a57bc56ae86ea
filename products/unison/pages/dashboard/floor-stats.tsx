import { Stat, StatGrid } from "@/components/ui/stat";
import { change, type Output } from "@/products/unison/domain/floor/output";

type FloorStatsProps = { inProgress: number; waiting: number; overdue: number; output: readonly Output[] };

const percent = new Intl.NumberFormat("en-US", { style: "percent", signDisplay: "exceptZero" });

/** The floor in four figures. */
export function FloorStats({ inProgress, waiting, overdue, output }: FloorStatsProps) {
  const week = output.slice(-7).reduce((sum, { pieces }) => sum + pieces, 0);
  const part = change(output);
  return (
    <StatGrid className="grid-cols-2 *:p-4 md:grid-cols-4">
      <Stat label="In progress" value={inProgress} hint={inProgress === 1 ? "order" : "orders"} />
      <Stat label="Waiting" value={waiting} hint={waiting === 1 ? "order" : "orders"} />
      <Stat
        label="Overdue"
        value={<span className={overdue > 0 ? "text-destructive-ink" : undefined}>{overdue}</span>}
        hint={overdue > 0 ? "past their due date" : "everything on time"}
      />
      <Stat
        label="Pieces this week"
        value={week.toLocaleString("en-US")}
        {...(part === undefined ? {} : { delta: percent.format(part), trend: trendOf(part) })}
        hint="finished in 7 days"
      />
    </StatGrid>
  );
}

function trendOf(part: number): "up" | "down" | "flat" {
  if (part === 0) return "flat";
  return part > 0 ? "up" : "down";
}
