import Link from "@/components/navigation/link";
import { relativeTime } from "@/components/shell/relative-time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { ListedMismatch } from "@/lib/reconciliation";
import { mismatchKindLabels } from "@/lib/reconciliation/mismatches/filter";
import { VerifyNow } from "./verify-now";

/** Mismatches, each with the database's values, Stripe's values, and what was done. */
export function MismatchList({ rows, now }: { rows: readonly ListedMismatch[]; now: Date }) {
  return (
    <ul className="divide-y overflow-hidden rounded-lg border bg-card shadow-raised">
      {rows.map((row) => (
        <li key={row.id} className="grid gap-3 px-5 py-4">
          <MismatchHead row={row} now={now} />
          <div className="grid gap-3 sm:grid-cols-2">
            <Side title="Database" facts={row.here} />
            <Side title="Stripe" facts={row.there} />
          </div>
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p className="max-w-2xl text-pretty text-sm">{row.advice}</p>
            {!row.resolvedAt && (
              <div className="flex gap-2">
                {row.stripeUrl && (
                  <Button asChild size="sm" variant="ghost">
                    <a href={row.stripeUrl} target="_blank" rel="noreferrer">
                      Open in Stripe
                    </a>
                  </Button>
                )}
                {row.organizationId && <VerifyNow organizationId={row.organizationId} />}
              </div>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

function MismatchHead({ row, now }: { row: ListedMismatch; now: Date }) {
  return (
    <div className="flex items-start justify-between gap-3">
      <div className="grid min-w-0 gap-0.5">
        <span className="font-medium text-sm">
          {mismatchKindLabels[row.kind]}
          {row.organizationId && (
            <>
              {" · "}
              <Link href={`/admin/organizations/${row.organizationId}`} className="underline-offset-4 hover:underline">
                {row.organizationName}
              </Link>
            </>
          )}
        </span>
        <span className="text-muted-foreground text-xs [overflow-wrap:anywhere]">
          <code className="font-mono">{row.subject}</code>
          {row.subject !== row.stripeCustomerId && (
            <>
              {" of "}
              <code className="font-mono">{row.stripeCustomerId}</code>
            </>
          )}{" "}
          · {relativeTime(row.foundAt, now)}
        </span>
      </div>
      <StateOf row={row} />
    </div>
  );
}

function StateOf({ row: { outcome, resolvedAt } }: { row: ListedMismatch }) {
  if (outcome === "repaired") return <Badge variant="success">Repaired</Badge>;
  return resolvedAt ? <Badge>Resolved</Badge> : <Badge variant="warning">Needs review</Badge>;
}

function Side({ title, facts }: { title: string; facts: ListedMismatch["here"] }) {
  const entries = Object.entries(facts);
  return (
    <div className="grid content-start gap-1.5 rounded-md border bg-muted/40 px-3 py-2.5">
      <p className="font-medium text-muted-foreground text-xs">{title}</p>
      {entries.length === 0 ? (
        <p className="text-sm">Nothing</p>
      ) : (
        <dl className="grid gap-1 text-xs">
          {entries.map(([name, value]) => (
            <div key={name} className="flex justify-between gap-3">
              <dt className="text-muted-foreground">{name}</dt>
              <dd className="min-w-0 text-right font-mono [overflow-wrap:anywhere]">{shown(value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

const shown = (value: unknown): string => {
  if (value === null || value === undefined) return "–";
  return Array.isArray(value) ? value.join(", ") : String(value);
};
