import { cn } from "@/lib/cn";
import { Specimen } from "./specimen";

const grounds = [
  ["background", "bg-background"],
  ["band", "bg-band"],
  ["card", "bg-card"],
  ["muted", "bg-muted"],
  ["secondary", "bg-secondary"],
  ["accent", "bg-accent"],
] as const;

const fills = [
  ["signal", "bg-signal text-signal-foreground", "Now"],
  ["signal-soft", "bg-signal-soft text-signal-ink", "Over the limit"],
  ["primary", "bg-primary text-primary-foreground", "Act"],
  ["product", "bg-product text-product-foreground", "The product"],
  ["product-soft", "bg-product-soft text-product-ink", "Included"],
  ["success-soft", "bg-success-soft text-success-ink", "Paid"],
  ["warning-soft", "bg-warning-soft text-warning-ink", "Near limit"],
  ["destructive-soft", "bg-destructive-soft text-destructive-ink", "Failed"],
  ["info-soft", "bg-info-soft text-info-ink", "Trial"],
] as const;

const movements = ["new", "expansion", "reactivation", "resumed", "contraction", "churn", "paused", "fx", "balance"];
const series = ["1", "2", "3", "4", "5", "6"];

/** The grounds, the fills with their text, and the hues of charts. */
export function ColorSection() {
  return (
    <div className="grid gap-8">
      <div className="grid grid-cols-2 gap-4 sm:grid-cols-3 lg:grid-cols-6">
        {grounds.map(([name, className]) => (
          <Specimen key={name} name={name}>
            <p className={cn("grid h-24 content-end rounded-lg border p-3 text-sm", className)}>
              Ink
              <span className="text-muted-foreground">Quiet</span>
            </p>
          </Specimen>
        ))}
      </div>
      <div className="grid grid-cols-2 gap-4 sm:grid-cols-3 lg:grid-cols-9">
        {fills.map(([name, className, text]) => (
          <Specimen key={name} name={name}>
            <p className={cn("grid h-16 place-items-center rounded-md font-medium text-sm", className)}>{text}</p>
          </Specimen>
        ))}
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <Hues label="Movements" names={movements} prefix="mv" />
        <Hues label="Series" names={series} prefix="chart" />
      </div>
    </div>
  );
}

function Hues({ label, names, prefix }: { label: string; names: readonly string[]; prefix: string }) {
  return (
    <ul aria-label={label} className="flex gap-1">
      {names.map((name) => (
        <li key={name} className="grid min-w-0 flex-1 gap-1">
          <span className="h-10 rounded-sm" style={{ background: `var(--${prefix}-${name})` }} />
          <span className="truncate font-mono text-2xs text-muted-foreground">{name}</span>
        </li>
      ))}
    </ul>
  );
}
