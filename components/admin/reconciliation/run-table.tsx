"use client";

import Link from "@/components/navigation/link";
import { relativeTime } from "@/components/shell/relative-time";
import { Badge } from "@/components/ui/badge";
import { Progress } from "@/components/ui/progress";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { ListedReconciliation } from "@/lib/reconciliation";
import { progressOf } from "@/lib/reconciliation/progress";
import { formatDuration } from "../format-duration";

/** The newest runs. */
export function RunTable({ runs, now }: { runs: readonly ListedReconciliation[]; now: Date }) {
  if (runs.length === 0) {
    return (
      <p className="px-5 text-muted-foreground text-sm">
        The first run is tonight at 03:00 UTC, or when you start one.
      </p>
    );
  }
  return (
    <Table label="Runs">
      <TableHeader>
        <TableRow>
          <TableHead>Started</TableHead>
          <TableHead>Status</TableHead>
          <TableHead numeric className="max-sm:hidden">
            Customers
          </TableHead>
          <TableHead numeric className="max-md:hidden">
            Invoices
          </TableHead>
          <TableHead numeric className="max-md:hidden">
            Events fetched
          </TableHead>
          <TableHead numeric>Mismatches</TableHead>
          <TableHead numeric className="max-sm:hidden">
            Duration
          </TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {runs.map((listed) => (
          <RunRow key={listed.run.id} listed={listed} now={now} />
        ))}
      </TableBody>
    </Table>
  );
}

const states = {
  running: { label: "Running", variant: "info" },
  done: { label: "Done", variant: "success" },
  failed: { label: "Failed", variant: "destructive" },
} as const;

const phases = {
  customers: "customers",
  invoices: "invoices",
  unseen: "customers Stripe didn't list",
  charges: "next charges",
  disputes: "disputes",
  events: "undelivered events",
} as const;

function RunRow({ listed: { run, requestedBy, repaired, open }, now }: { listed: ListedReconciliation; now: Date }) {
  const took = run.finishedAt ? run.finishedAt.getTime() - run.startedAt.getTime() : undefined;
  return (
    <TableRow>
      <TableCell>
        <span className="block whitespace-nowrap">{relativeTime(run.startedAt, now)}</span>
        <span className="block text-muted-foreground text-xs">{requestedBy ? `By ${requestedBy}` : "Scheduled"}</span>
      </TableCell>
      <TableCell className="min-w-28">
        <Badge variant={states[run.status].variant} dot>
          {states[run.status].label}
        </Badge>
        {run.status === "running" && (
          <Progress className="mt-2 max-w-40" value={progressOf(run)} aria-label={`Progress: ${phases[run.phase]}`} />
        )}
        {run.error && <span className="mt-1 block max-w-72 text-destructive-ink text-xs">{run.error}</span>}
      </TableCell>
      <TableCell numeric className="tabular-nums max-sm:hidden">
        {run.customersChecked}
        {run.status === "running" && ` of ${run.expected}`}
      </TableCell>
      <TableCell numeric className="tabular-nums max-md:hidden">
        {run.invoicesChecked}
      </TableCell>
      <TableCell numeric className="tabular-nums max-md:hidden">
        {run.eventsFetched}
      </TableCell>
      <TableCell numeric className="whitespace-nowrap tabular-nums">
        {repaired + open === 0 ? (
          "None"
        ) : (
          <Link href={`/admin/reconciliation?run=${run.id}`} className="underline underline-offset-4">
            {repaired} repaired{open > 0 && `, ${open} to review`}
          </Link>
        )}
      </TableCell>
      <TableCell numeric className="whitespace-nowrap text-muted-foreground max-sm:hidden">
        {took === undefined ? "–" : formatDuration(took)}
      </TableCell>
    </TableRow>
  );
}
