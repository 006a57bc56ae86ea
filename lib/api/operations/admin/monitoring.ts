import { z } from "zod";
import { formats } from "@/lib/export/nightly/manifest";
import { instant, maybe } from "../../fields";
import { defineOperations } from "../../operation";
import { acrossAll } from "./admin-read";

const count = z.int();

const queue = z
  .strictObject({
    name: z.string(),
    waiting: count,
    running: count,
    failed: count,
    lastRun: maybe(z.strictObject({ outcome: z.enum(["done", "failed"]), finishedAt: instant, tookMs: count })),
    nextRun: maybe(instant).meta({ description: "Null for a queue that runs on demand only." }),
  })
  .meta({ id: "JobQueue" });

const reconciliationRun = z
  .strictObject({
    id: z.string(),
    status: z.enum(["running", "done", "failed"]),
    progress: count.meta({ description: "In percent." }),
    startedAt: instant,
    finishedAt: maybe(instant),
    customersChecked: count,
    invoicesChecked: count,
    eventsFetched: count,
    repaired: count.meta({ description: "Mismatches that were repaired." }),
    open: count.meta({ description: "Mismatches that need review." }),
  })
  .meta({ id: "ReconciliationRun" });

const exportedFile = z
  .strictObject({
    name: z.string(),
    table: z.string(),
    format: z.enum(formats),
    rows: count,
    bytes: count,
    sha256: z.string().meta({ description: "Of the compressed file, in hexadecimal." }),
    url: z.string().meta({ description: "Downloads the file, without a key, until `linksExpireAt`." }),
  })
  .meta({ id: "ExportedFile" });

/** What runs by itself. */
export const monitoringOperations = defineOperations({
  listJobs: {
    ...acrossAll,
    path: "/api/v1/admin/jobs",
    summary: "List job queues",
    answer: z.strictObject({
      alive: z.boolean().meta({ description: "Whether a worker is running." }),
      queues: z.array(queue),
    }),
  },
  listReconciliations: {
    ...acrossAll,
    path: "/api/v1/admin/reconciliation",
    summary: "List reconciliation runs",
    description: "The latest, newest first.",
    answer: z.strictObject({
      open: count.meta({ description: "Mismatches from all runs that need review." }),
      runs: z.array(reconciliationRun),
    }),
  },
  listExports: {
    ...acrossAll,
    path: "/api/v1/admin/exports",
    summary: "List nightly exports",
    description:
      "All organizations, subscriptions, items, invoices, movements and usage, written every night as CSV and NDJSON (gzip) for a data warehouse. The last 14 nights, newest first; empty while `EXPORT_DIR` isn't set.",
    answer: z.strictObject({
      data: z.array(
        z.strictObject({
          date: z.string().meta({ format: "date" }),
          asOf: instant.meta({ description: "The instant that all files reflect." }),
          linksExpireAt: instant,
          files: z.array(exportedFile),
        }),
      ),
    }),
  },
});
