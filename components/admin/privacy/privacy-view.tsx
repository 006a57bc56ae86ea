import { Download, ScrollText } from "lucide-react";
import Link from "@/components/navigation/link";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import type { ListedAudit } from "@/lib/audit";
import { formatDate, formatDateTime } from "@/lib/dates";
import { formatCount } from "@/lib/numbers";
import type { Enforcement, retainedTotals, ShownPeriod } from "@/lib/privacy";
import { AuditTable } from "../audit-log/audit-table";
import { Panel } from "../panel";
import { RecordRequest } from "./record-request";
import { RetentionForm } from "./retention-form";

type PrivacyViewProps = {
  periods: readonly ShownPeriod[];
  last: Enforcement | undefined;
  retained: Awaited<ReturnType<typeof retainedTotals>>;
  entries: readonly ListedAudit[];
};

const logOfProcessing = "/admin/audit-log?topic=personal_data";

export function PrivacyView({ periods, last, retained, entries }: PrivacyViewProps) {
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Privacy"
        description="How long data is kept, and how personal data was handled."
        actions={<RecordRequest />}
      />
      <section aria-labelledby="processing" className="grid gap-3">
        <div className="flex flex-wrap items-end justify-between gap-3">
          <div className="grid gap-1">
            <h2 id="processing" className="font-semibold text-base tracking-[-0.011em]">
              Log of processing
            </h2>
            <p className="text-pretty text-muted-foreground text-sm">
              Exports, deletions, support sessions and requests, from the audit log.
            </p>
          </div>
          <span className="flex gap-2">
            <Button asChild variant="outline" size="sm">
              <Link href={logOfProcessing}>
                <ScrollText aria-hidden />
                Show all
              </Link>
            </Button>
            <Button asChild variant="outline" size="sm">
              <a href="/admin/audit-log/export?topic=personal_data" download>
                <Download aria-hidden />
                CSV
              </a>
            </Button>
          </span>
        </div>
        {entries.length === 0 ? (
          <p className="rounded-lg border bg-card px-4 py-6 text-muted-foreground text-sm shadow-raised">
            Nothing recorded yet.
          </p>
        ) : (
          <AuditTable rows={entries} />
        )}
      </section>
      <Panel title="Retention" description={enforcementText(last)}>
        <ul className="divide-y">
          {periods.map((period) => (
            // A new value needs a new field, because a field reads its default only once.
            <li key={`${period.name}:${period.value}`} className="py-4 first:pt-0 last:pb-0">
              <RetentionForm period={period} last={last} />
            </li>
          ))}
        </ul>
      </Panel>
      <Panel
        title="Invoices of deleted organizations"
        description="Kept for tax purposes: buyer, date, amount and tax."
      >
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="text-sm tabular-nums">{retainedText(retained)}</p>
          {retained.documents > 0 && (
            <Button asChild variant="outline" size="sm">
              <a href="/admin/privacy/retained-documents" download>
                <Download aria-hidden />
                CSV
              </a>
            </Button>
          )}
        </div>
      </Panel>
    </div>
  );
}

function enforcementText(last: Enforcement | undefined): string {
  const nightly = "Enforced every night. If you shorten a period, older data is permanently deleted at the next run.";
  return last ? `${nightly} Last run: ${formatDateTime(last.at)}.` : nightly;
}

function retainedText({ documents, organizations, oldest }: PrivacyViewProps["retained"]): string {
  if (!oldest) return "None.";
  return `${formatCount(documents, "document")} from ${formatCount(organizations, "organization")}. The oldest is from ${formatDate(oldest)}.`;
}
