import { DatabaseBackup, FolderX, TriangleAlert } from "lucide-react";
import { formatBytes } from "@/components/settings/data/bytes";
import { relativeTime } from "@/components/shell/relative-time";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { formatDate, formatDateTime } from "@/lib/dates";
import type { NightlyFacts } from "@/lib/export";
import { formatNumber } from "@/lib/numbers";
import { formatDuration, formatTimeUntil } from "../format-duration";
import { Panel } from "../panel";
import { ExportNow } from "./export-now";
import { NightFiles } from "./night-files";

/** The nightly exports for a data warehouse: what there is, how old it is, and whether it works. */
export function ExportsView({ facts }: { facts: NightlyFacts }) {
  const { enabled, unreadable, queue, nights } = facts;
  const running = (queue?.waiting ?? 0) + (queue?.running ?? 0) > 0;
  const [latest, ...earlier] = nights;
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeader
        title="Exports"
        description="All organizations, subscriptions, items, invoices, movements and usage, every night, for a data warehouse."
        actions={enabled && !unreadable && <ExportNow running={running} />}
      />
      <Problems facts={facts} />
      {!enabled && (
        <EmptyState
          icon={FolderX}
          title="Exports are off"
          description={
            <>
              Set <code className="font-mono text-xs">EXPORT_DIR</code> to a folder that the worker and the web servers
              share. The next night then writes the first export.
            </>
          }
        />
      )}
      {enabled && !unreadable && !latest && (
        <EmptyState
          icon={DatabaseBackup}
          title="No exports yet"
          description={
            queue?.nextRun
              ? `The first one runs ${formatTimeUntil(queue.nextRun, facts.now)}, or as soon as you start it.`
              : "Start the first one with Export now."
          }
        />
      )}
      {latest && (
        <>
          <Figures facts={facts} latest={latest} />
          <Panel
            title={`Export of ${formatDate(new Date(latest.date))}`}
            description={`Everything as of ${formatDateTime(new Date(latest.asOf))}. Links work for an hour, and each download is recorded.`}
            flush
          >
            <NightFiles night={latest} />
          </Panel>
        </>
      )}
      {earlier.length > 0 && <Earlier nights={earlier} />}
      {enabled && facts.runs.length > 0 && <Runs facts={facts} />}
    </div>
  );
}

type Night = NightlyFacts["nights"][number];

const sizeOf = ({ files }: Night): number => files.reduce((sum, { bytes }) => sum + bytes, 0);
const rowsOf = ({ files }: Night): number =>
  files.filter(({ format }) => format === "csv").reduce((sum, { rows }) => sum + rows, 0);

function Problems({ facts: { enabled, unreadable, late, nights, queue, alive, now } }: { facts: NightlyFacts }) {
  const failure = queue?.lastRun?.outcome === "failed" ? queue.lastFailure : undefined;
  const latest = nights[0];
  if (!enabled || !(unreadable || failure || late || !alive)) return null;
  return (
    <Alert variant={unreadable || failure ? "destructive" : "warning"}>
      <TriangleAlert aria-hidden />
      <AlertTitle>{problemTitle({ unreadable, failed: failure !== undefined, late })}</AlertTitle>
      <AlertDescription className="[overflow-wrap:anywhere]">
        {unreadable && "A file in EXPORT_DIR is damaged, or the web server can't read it. "}
        {failure && `${relativeTime(failure.finishedAt, now)}: ${failure.error}. `}
        {late && latest && `The latest export is from ${relativeTime(new Date(latest.asOf), now)}. `}
        {!alive && "No worker is running, so nothing is exported."}
      </AlertDescription>
    </Alert>
  );
}

function problemTitle({ unreadable, failed, late }: Record<"unreadable" | "failed" | "late", boolean>): string {
  if (unreadable) return "The exports can't be read";
  if (failed) return "The last run failed";
  return late ? "The latest export is out of date" : "No worker is running";
}

function Figures({ facts: { now, queue, nights }, latest }: { facts: NightlyFacts; latest: Night }) {
  const figures = [
    ["Latest", relativeTime(new Date(latest.asOf), now)],
    ["Next", queue?.nextRun ? formatTimeUntil(queue.nextRun, now) : "–"],
    ["Rows", formatNumber(rowsOf(latest))],
    ["Size, compressed", formatBytes(sizeOf(latest))],
    ["Nights kept", `${nights.length} of 14`],
  ] as const;
  return (
    <dl className="grid grid-cols-2 overflow-hidden rounded-lg border bg-card shadow-raised *:-mr-px *:-mb-px *:border-r *:border-b sm:grid-cols-3 lg:grid-cols-5">
      {figures.map(([term, value]) => (
        <div key={term} className="grid content-start gap-0.5 px-4 py-3 max-sm:last:col-span-2">
          <dt className="text-muted-foreground text-xs">{term}</dt>
          <dd className="font-medium text-base tabular-nums tracking-[-0.02em]">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Earlier({ nights }: { nights: readonly Night[] }) {
  return (
    <Panel title="Earlier" flush className="overflow-hidden pb-0">
      <div className="divide-y border-t">
        {nights.map((night) => (
          <details key={night.date} className="group">
            <summary className="flex cursor-pointer items-center gap-3 px-5 py-3 text-sm hover:bg-accent/40">
              <span className="flex-1 font-medium">{formatDate(new Date(night.date))}</span>
              <span className="text-muted-foreground tabular-nums max-sm:hidden">
                {formatNumber(rowsOf(night))} rows
              </span>
              <span className="font-mono text-[0.8125rem] tabular-nums">{formatBytes(sizeOf(night))}</span>
            </summary>
            <NightFiles night={night} />
          </details>
        ))}
      </div>
    </Panel>
  );
}

function Runs({ facts: { runs, now } }: { facts: NightlyFacts }) {
  return (
    <Panel title="Runs" description="Newest first. Kept for two weeks.">
      <ul className="divide-y text-sm">
        {runs.map(({ id, outcome, startedAt, finishedAt, error, lastAttempt }) => (
          <li key={id} className="flex flex-wrap items-baseline gap-x-3 gap-y-1 py-2.5 first:pt-0 last:pb-0">
            <Badge variant={outcome === "done" ? "success" : "destructive"}>
              {outcome === "done" ? "Done" : "Failed"}
            </Badge>
            <span className="flex-1 whitespace-nowrap">{formatDateTime(finishedAt)}</span>
            <span className="text-muted-foreground tabular-nums max-sm:basis-full max-sm:text-xs">
              {relativeTime(finishedAt, now)} · took {formatDuration(finishedAt.getTime() - startedAt.getTime())}
            </span>
            {error && (
              <span className="basis-full text-muted-foreground text-xs [overflow-wrap:anywhere]">
                {error}
                {!lastAttempt && " Will be retried."}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
