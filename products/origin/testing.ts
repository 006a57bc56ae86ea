import { drainQueues } from "@/lib/jobs";
import { checkRoiAlerts } from "@/products/origin/domain/alerts/check-roi-alerts";
import { importData } from "@/products/origin/domain/import/import-data";
import { runAttribution } from "@/products/origin/domain/runs/run-attribution";

/** Runs the jobs that a test has caused. */
export const runJobs = () =>
  drainQueues({
    "run-attribution": runAttribution,
    "import-data": importData,
    "check-roi-alerts": checkRoiAlerts,
  });

/** A touch of a visitor, with what a test doesn't say filled in. */
export const touch = (id: string, visitor: string, channel: string, at: string, cost?: number) => ({
  id,
  visitor,
  channel,
  at,
  ...(cost === undefined ? {} : { cost }),
});

export const conversion = (id: string, visitor: string, value: number, at: string, type?: string) => ({
  id,
  visitor,
  value,
  at,
  ...(type === undefined ? {} : { type }),
});
