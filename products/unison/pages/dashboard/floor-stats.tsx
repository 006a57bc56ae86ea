import { Stat, StatGrid } from "@/components/ui/stat";
import { formatNumber, formatPercent } from "@/lib/numbers";
import { change, type Output } from "@/products/unison/domain/floor/output";

type FloorStatsProps = { inProgress: number; toDo: number; overdue: number; output: readonly Output[] };

/** The shop floor in four figures. */
export function FloorStats({ inProgress, toDo, overdue, output }: FloorStatsProps) {
  const week = output.slice(-7).reduce((sum, { pieces }) => sum + pieces, 0);
  const part = change(output);
  return (
    <StatGrid className="grid-cols-2 *:p-4 md:grid-cols-4">
      <Stat label="In progress" value={inProgress} hint={inProgress === 1 ? "order" : "orders"} />
      <Stat label="To do" value={toDo} hint={toDo === 1 ? "order" : "orders"} />
      <Stat
        label="Overdue"
        value={<span className={overdue > 0 ? "text-destructive-ink" : undefined}>{overdue}</span>}
        hint={overdue === 0 ? "everything on time" : overdue === 1 ? "order" : "orders"}
      />
      <Stat
        label="Pieces finished"
        value={formatNumber(week)}
        {...(part === undefined ? {} : { delta: signed(part), trend: trendOf(part) })}
        hint="in the last 7 days"
      />
    </StatGrid>
  );
}

/** Whole percents: `+12%`, `−3%`. */
function signed(part: number): string {
  const rounded = Math.round(part * 100) / 100;
  return rounded > 0 ? `+${formatPercent(rounded)}` : formatPercent(rounded);
}

function trendOf(part: number): "up" | "down" | "flat" {
  if (part === 0) return "flat";
  return part > 0 ? "up" : "down";
}
