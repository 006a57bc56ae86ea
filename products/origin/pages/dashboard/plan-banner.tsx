import { ArrowUpRight, LockKeyhole } from "lucide-react";
import Link from "@/components/navigation/link";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardContent } from "@/components/ui/card";
import { catalog, findFeature, plansByRank } from "@/lib/catalog";
import type { Entitlements } from "@/lib/entitlements";
import { formatNumber, formatPercent } from "@/lib/numbers";
import type { MeterUsage } from "@/lib/usage";

/** Shown as chips: what a team decides by. */
const chips = [
  "linear",
  "time_decay",
  "position_based",
  "markov",
  "shapley",
  "model_comparison",
  "csv_export",
  "roi_alerts",
  "roi_reports",
];
const fewest = ["first_touch", "last_touch", "channel_roi"];

/** The plan at a glance: what it includes, how many runs are used, and what the next one adds. */
export function PlanBanner({ entitlements, runs }: { entitlements: Entitlements; runs: MeterUsage }) {
  const { plan, features } = entitlements;
  const included = [...fewest, ...chips].filter((key) => features.includes(key));
  const plans = plansByRank(catalog);
  const next = plans[plans.findIndex(({ key }) => key === plan.key) + 1];
  return (
    <Card>
      <CardContent className="grid gap-5">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <div className="flex items-center gap-2">
            <Badge>{plan.name}</Badge>
            <span className="text-muted-foreground text-sm">Your plan</span>
          </div>
          <div className="flex flex-wrap gap-2">
            <Button asChild size="sm" variant="ghost">
              <Link href="/usage">View usage</Link>
            </Button>
            {next && (
              <Button asChild size="sm" variant="outline">
                <Link href="/billing">
                  Upgrade to {next.name}
                  <ArrowUpRight aria-hidden />
                </Link>
              </Button>
            )}
          </div>
        </div>
        <RunsMeter runs={runs} />
        <ul aria-label="Included in your plan" className="flex flex-wrap gap-1.5">
          {included.map((key) => (
            <li key={key}>
              <Badge variant="outline">{findFeature(catalog, key).name}</Badge>
            </li>
          ))}
        </ul>
        {!features.includes("csv_export") && (
          <p className="flex flex-wrap items-center gap-2 rounded-md bg-warning-soft px-3 py-2 text-sm text-warning-ink">
            <LockKeyhole aria-hidden className="size-4" />
            <span className="font-medium">Exports locked</span>
            {next && (
              <Link href="/billing" className="underline underline-offset-4">
                CSV export comes with {next.name}
              </Link>
            )}
          </p>
        )}
      </CardContent>
    </Card>
  );
}

/** `150 / 5,000 (3%)`. The bar grows to its length when the page opens, unless the visitor prefers less motion. */
function RunsMeter({ runs: { used, limit } }: { runs: MeterUsage }) {
  const share = limit === "unlimited" || limit === 0 ? 0 : used / limit;
  const text =
    limit === "unlimited"
      ? `${formatNumber(used)}, unlimited`
      : `${formatNumber(used)} / ${formatNumber(limit)} (${formatPercent(Math.round(share * 100) / 100)})`;
  return (
    <div className="grid gap-1.5">
      <div className="flex flex-wrap items-baseline justify-between gap-2 text-sm">
        <span className="font-medium">Attribution runs this month</span>
        <span className="text-muted-foreground tabular-nums">{text}</span>
      </div>
      {limit !== "unlimited" && (
        <div className="h-2 overflow-hidden rounded-full bg-secondary">
          <meter
            className="sr-only"
            aria-label="Attribution runs this month"
            min={0}
            max={limit}
            value={Math.min(used, limit)}
          >
            {text}
          </meter>
          <div
            className="h-full origin-left rounded-full bg-foreground motion-safe:animate-in motion-safe:slide-in-from-left motion-safe:duration-700"
            style={{ width: `${Math.max(used > 0 ? 1 : 0, Math.min(1, share) * 100)}%` }}
          />
        </div>
      )}
    </div>
  );
}
