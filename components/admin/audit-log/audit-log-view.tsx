import { Download, ScrollText, SearchX, ShieldAlert, ShieldCheck } from "lucide-react";
import Link from "@/components/navigation/link";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import type { AuditFilter, ListedAudit, Verification } from "@/lib/audit";
import { formatDateTime } from "@/lib/dates";
import { formatCount } from "@/lib/numbers";
import { Paging } from "../paging";
import { AuditFilters } from "./audit-filters";
import { AuditTable } from "./audit-table";

type AuditLogViewProps = {
  filter: AuditFilter;
  rows: readonly ListedAudit[];
  next: string | undefined;
  verified: Verification | undefined;
  /** How many days a search without a start date goes back. */
  searchDays: number;
};

export function AuditLogView({ filter, rows, next, verified, searchDays }: AuditLogViewProps) {
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Audit log"
        description={
          filter.topic
            ? "The log of processing: what was done with personal data. Rows can't be changed or deleted without detection."
            : "Who did what, in every organization and on the platform. Rows can't be changed or deleted without detection."
        }
        actions={
          <>
            <Integrity verified={verified} />
            <Button asChild variant="outline">
              <a href={exportPath(filter)} download>
                <Download aria-hidden />
                Download CSV
              </a>
            </Button>
          </>
        }
      />
      <AuditFilters filter={filter} />
      {filter.search && !filter.from && (
        <p className="text-muted-foreground text-sm">
          The search covers the last {searchDays} days. Choose a start date to go further back.
        </p>
      )}
      {rows.length === 0 ? <NoRows filter={filter} /> : <AuditTable rows={rows} />}
      <Paging path="/admin/audit-log" filter={filter} next={next} />
    </div>
  );
}

function Integrity({ verified }: Pick<AuditLogViewProps, "verified">) {
  if (!verified) return <Badge variant="outline">Not verified yet</Badge>;
  const at = formatDateTime(verified.at);
  if (verified.broken > 0) {
    return (
      <Badge variant="destructive" asChild>
        <Link href="/admin/alerts?kind=audit_broken">
          <ShieldAlert aria-hidden />
          {formatCount(verified.broken, "chain")} broken · {at}
        </Link>
      </Badge>
    );
  }
  return (
    <Badge variant="success" title={`${formatCount(verified.rows, "row")} in ${formatCount(verified.chains, "chain")}`}>
      <ShieldCheck aria-hidden />
      Verified {at}
    </Badge>
  );
}

function exportPath({ after: _, ...filter }: AuditFilter): string {
  const given = Object.entries(filter).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return `/admin/audit-log/export?${new URLSearchParams(given)}`;
}

function NoRows({ filter }: { filter: AuditFilter }) {
  if (Object.values(filter).every((value) => value === undefined)) {
    return (
      <EmptyState
        icon={ScrollText}
        title="Nothing recorded yet"
        description="Sign-ins, changes and refusals appear here as they happen."
      />
    );
  }
  return (
    <EmptyState
      icon={SearchX}
      title="No rows match these filters"
      description="Try a wider date range, or another actor."
      action={
        <Button asChild variant="outline">
          <Link href="/admin/audit-log">Show all</Link>
        </Button>
      }
    />
  );
}
