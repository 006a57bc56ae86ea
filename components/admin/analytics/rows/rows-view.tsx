import { ArrowLeft, Download } from "lucide-react";
import Link from "@/components/navigation/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { cn } from "@/lib/cn";
import type { MovementKind } from "@/lib/metrics";
import { valueLabel } from "@/lib/metrics/page/labels";
import type { DrillDown, DrillDownQuery } from "@/lib/metrics/page/types";
import { formatMoney } from "@/lib/money";
import { formatCount } from "@/lib/numbers";
import { formatChange } from "../../movement-labels";
import { dimensionLabels } from "../dimension-labels";
import { drillHref, rowsFileHref, sectionHref } from "../paths";
import { RowsTable } from "./rows-table";
import { kindLabels, rowsDescription, rowsTitle } from "./rows-words";

type RowsViewProps = { query: DrillDownQuery; found: DrillDown; stripeUrl: (id: string) => string | null };

/** What a figure consists of, row by row, down to the objects at Stripe. */
export function RowsView({ query, found: { rows, totals, nextCursor }, stripeUrl }: RowsViewProps) {
  const changes = query.metric === "movements" || query.metric === "lost";
  const title = rowsTitle(query);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <PageHeader
        eyebrow={
          <Link
            href={sectionHref("revenue", query)}
            className="inline-flex items-center gap-1.5 underline-offset-4 hover:text-foreground hover:underline"
          >
            <ArrowLeft aria-hidden className="size-3.5" />
            Analytics
          </Link>
        }
        title={title}
        description={rowsDescription(query)}
        actions={
          rows.length > 0 && (
            <Button asChild variant="outline" size="sm">
              <a href={rowsFileHref(query)} download>
                <Download aria-hidden />
                Download CSV
              </a>
            </Button>
          )
        }
      />
      {query.metric === "movements" && <Kinds query={query} />}
      <Totals totals={totals} changes={changes} query={query} />
      {rows.length === 0 ? (
        <EmptyState title="Nothing here" description="No organizations are behind this figure in this period." />
      ) : (
        <RowsTable label={title} rows={rows} metric={query.metric} stripeUrl={stripeUrl} />
      )}
      {(nextCursor || query.cursor) && (
        <nav aria-label="Pages" className="flex justify-end gap-2">
          {query.cursor && (
            <Button asChild variant="outline" size="sm">
              <Link href={drillHref({ ...query, cursor: null })}>First page</Link>
            </Button>
          )}
          {nextCursor && (
            <Button asChild variant="outline" size="sm">
              <Link href={drillHref({ ...query, cursor: nextCursor })}>Next page</Link>
            </Button>
          )}
        </nav>
      )}
    </div>
  );
}

function Kinds({ query }: { query: DrillDownQuery }) {
  const kinds: (MovementKind | null)[] = [
    null,
    "new",
    "expansion",
    "reactivation",
    "resumed",
    "contraction",
    "churn",
    "paused",
  ];
  return (
    <nav aria-label="Kind" className="flex flex-wrap gap-1">
      {kinds.map((kind) => (
        <Link
          key={kind ?? "all"}
          href={drillHref({ ...query, kind, cursor: null })}
          aria-current={kind === (query.kind ?? null) ? "true" : undefined}
          className={cn(
            "rounded-full border px-3 py-1 text-xs transition-colors max-sm:py-1.5",
            kind === (query.kind ?? null)
              ? "border-foreground bg-foreground text-background"
              : "bg-card text-muted-foreground hover:text-foreground",
          )}
        >
          {kind ? kindLabels[kind] : "All kinds"}
        </Link>
      ))}
    </nav>
  );
}

type TotalsProps = { totals: DrillDown["totals"]; changes: boolean; query: DrillDownQuery };

function Totals({ totals, changes, query: { segment, metric, period, kind } }: TotalsProps) {
  const write = changes ? formatChange : formatMoney;
  return (
    <div className="flex flex-wrap items-baseline gap-x-8 gap-y-2">
      {totals.map(({ currency, amount, count }) => (
        <p key={currency} className="grid">
          {currency && <span className="figures-lead text-2xl">{write({ amount, currency })}</span>}
          <span className={currency ? "text-muted-foreground text-xs" : "font-semibold text-2xl tracking-[-0.03em]"}>
            {formatCount(count, metric === "movements" ? "movement" : "organization")}
          </span>
        </p>
      ))}
      {segment && (
        <p className="text-muted-foreground text-sm">
          {dimensionLabels[segment.dimension]}:{" "}
          <span className="text-foreground">{valueLabel(segment.dimension, segment.value)}</span>{" "}
          <Link
            href={drillHref({ metric, period, kind: kind ?? null })}
            className="ml-1 underline underline-offset-4 hover:text-foreground"
          >
            Show all
          </Link>
        </p>
      )}
    </div>
  );
}
