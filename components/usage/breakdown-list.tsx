import Link from "@/components/navigation/link";
import { cn } from "@/lib/cn";
import { formatNumber, formatPercent } from "@/lib/numbers";
import type { MeterReport } from "@/lib/usage";

type Breakdown = NonNullable<MeterReport["breakdown"]>;

/** Usage of the period by a property of its events. The property is in the URL, so that the view can be shared. */
export function BreakdownList({ meter, breakdown }: { meter: MeterReport; breakdown: Breakdown }) {
  const { dimensions, dimension, values, other } = breakdown;
  const rows = other > 0 ? [...values, { value: "Other", amount: other }] : values;
  return (
    <section className="grid content-start gap-3" aria-label={`${meter.name} by property`}>
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h3 className="font-medium text-sm">Usage by</h3>
        {dimensions.map((name) => (
          <Link
            key={name}
            href={`/usage?by=${encodeURIComponent(name)}`}
            scroll={false}
            aria-current={name === dimension ? "true" : undefined}
            className={cn(
              "rounded-sm text-sm",
              name === dimension
                ? "font-medium underline decoration-2 underline-offset-4"
                : "text-muted-foreground hover:text-foreground",
            )}
          >
            {name.replaceAll("_", " ")}
          </Link>
        ))}
      </div>
      {dimension === null ? (
        <p className="text-muted-foreground text-sm">
          Report events with properties, such as a plant or a team, to see a breakdown here.
        </p>
      ) : (
        <ul className="grid gap-2.5 text-sm">
          {rows.map(({ value, amount }) => (
            <li key={value ?? ""} className="grid gap-1">
              <span className="flex items-baseline justify-between gap-4">
                <span className={cn("min-w-0 truncate", value === null && "text-muted-foreground")}>
                  {value ?? "Not set"}
                </span>
                <span className="tabular-nums">
                  {formatNumber(amount)}{" "}
                  <span className="text-muted-foreground text-xs">
                    {formatPercent(Math.round((amount / meter.used) * 100) / 100)}
                  </span>
                </span>
              </span>
              <span className="h-1.5 rounded-full bg-muted">
                <span
                  className="block h-full rounded-full bg-chart-1"
                  style={{ width: `${Math.min(100, (amount / meter.used) * 100)}%` }}
                />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
