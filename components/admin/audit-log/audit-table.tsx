import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import Link from "@/components/navigation/link";
import { productPages } from "@/components/products";
import { Badge } from "@/components/ui/badge";
import type { ListedAudit } from "@/lib/audit";
import { formatDate, isoDay } from "@/lib/dates";
import { grouped } from "@/lib/grouped";
import { JsonBox } from "../json-box";
import { actionText, actorText, chainText, reasonText } from "./audit-words";

/** Rows of the log by day, in UTC. Each opens to its details and its place in the chain. */
export function AuditTable({ rows }: { rows: readonly ListedAudit[] }) {
  return (
    <div className="overflow-hidden rounded-lg border bg-card shadow-raised">
      {[...grouped(rows, ({ occurredAt }) => isoDay(occurredAt))].map(([day, ofDay]) => (
        <section key={day} aria-label={formatDate(new Date(day))} className="border-b last:border-b-0">
          <h2 className="flex items-baseline justify-between gap-3 border-b bg-muted/50 px-4 py-1.5 font-medium text-xs">
            {formatDate(new Date(day))}
            <span className="font-normal text-muted-foreground">UTC</span>
          </h2>
          <ul className="divide-y">
            {ofDay.map((row) => (
              <li key={`${row.organizationId}:${row.seq}`}>
                <AuditRow row={row} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function AuditRow({ row }: { row: ListedAudit }) {
  return (
    <details className="group">
      <summary className="grid cursor-pointer list-none grid-cols-[1rem_4.5rem_minmax(0,1fr)] items-baseline gap-x-3 gap-y-0.5 px-4 py-2 text-sm transition-colors hover:bg-muted/60 lg:grid-cols-[1rem_4.5rem_minmax(0,1.2fr)_minmax(0,1.6fr)_minmax(0,1fr)] [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="size-4 translate-y-0.5 text-muted-foreground transition-transform group-open:rotate-90"
        />
        <time dateTime={row.occurredAt.toISOString()} className="font-mono text-muted-foreground text-xs tabular-nums">
          {row.occurredAt.toISOString().slice(11, 19)}
        </time>
        <Actor row={row} />
        <Action row={row} />
        <span className="truncate text-muted-foreground max-lg:col-start-3 max-lg:text-xs">{chainText(row)}</span>
      </summary>
      <Details row={row} />
    </details>
  );
}

function Actor({ row }: { row: ListedAudit }) {
  return (
    <span className="flex min-w-0 flex-wrap items-baseline gap-x-2 max-lg:col-start-3">
      <span className="truncate font-medium">{actorText(row)}</span>
      {row.impersonatorId && <Badge variant="warning">via {row.impersonator?.email ?? "a former admin"}</Badge>}
    </span>
  );
}

function Action({ row }: { row: ListedAudit }) {
  const { action, subject, subjectPerson, details } = row;
  // Ids say nothing here; they are among the details.
  const target = subjectPerson?.email ?? (subject && !/^[0-9a-f-]{36}$/.test(subject) ? subject : null);
  const reason = reasonText(details);
  return (
    <span className="min-w-0 max-lg:col-start-3">
      <span className={refusals.has(action) ? "text-destructive-ink" : undefined}>
        {actionText(action, productPages.describe(row))}
      </span>
      {target && <span className="block truncate font-mono text-muted-foreground text-xs">{target}</span>}
      {reason && <span className="block truncate text-muted-foreground text-xs">{reason}</span>}
    </span>
  );
}

const refusals: ReadonlySet<string> = new Set(["auth.refused", "auth.sign_in_failed"]);

function Details({ row }: { row: ListedAudit }) {
  return (
    <div className="grid gap-3 border-t bg-muted/40 px-4 py-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)] lg:pl-11">
      <dl className="grid content-start gap-1.5 text-xs">
        <Fact term="Action">{row.action}</Fact>
        <Fact term="Actor">{`${row.actorKind} ${row.actorId}`}</Fact>
        {row.impersonatorId && <Fact term="Platform admin">{row.impersonatorId}</Fact>}
        {row.subject && <Fact term="Target">{row.subject}</Fact>}
        <Fact term="Organization">
          {row.organization ? (
            <Link href={`/admin/organizations/${row.organizationId}`} className="underline underline-offset-4">
              {row.organizationId}
            </Link>
          ) : (
            row.organizationId
          )}
        </Fact>
        <Fact term="Row">{String(row.seq)}</Fact>
        <Fact term="Key">{row.keyId ?? "None: older than the key"}</Fact>
        <Fact term="Hash">{row.hash}</Fact>
      </dl>
      <JsonBox label={`Details of row ${row.seq}`} value={row.details} />
    </div>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-2">
      <dt className="text-muted-foreground">{term}</dt>
      <dd className="font-mono [overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}
