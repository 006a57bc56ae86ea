import "server-only";
import { wallNow } from "@/lib/clock";
import { withoutTenant } from "@/lib/context";
import { withinDeadline } from "@/lib/deadline";
import { second } from "@/lib/durations";
import { checkHealth } from "./check-health";
import {
  type Component,
  components,
  type DayHealth,
  daysOf,
  type Findings,
  type Incident,
  incidentsOf,
  outagesOf,
  uptimeOf,
} from "./history";
import { readFindings } from "./samples";

export type Status = {
  /** Whether each part responds now. */
  now: Readonly<Record<Component, boolean>>;
  days: Readonly<Record<Component, DayHealth[]>>;
  uptime: Readonly<Record<Component, number | null>>;
  incidents: Incident[];
  checkedAt: Date;
  /** Whether the history could be read. Without it, an earlier one is shown, if there is one. */
  complete: boolean;
};

/** The page is public, so all its visitors of this time share one check. */
const keptForMs = 20 * second;
const deadlineMs = 2 * second;

let kept: { at: number; status: Promise<Status> } | undefined;
let lastFindings: Findings | undefined;

/** What the status page shows. Never throws: with the database down, it says so. */
export function readStatus(): Promise<Status> {
  const at = wallNow().getTime();
  if (!kept || at - kept.at >= keptForMs) kept = { at, status: makeStatus() };
  return kept.status;
}

async function makeStatus(): Promise<Status> {
  const [{ checks }, found] = await Promise.all([checkHealth(), findings()]);
  lastFindings = found ?? lastFindings;
  const shown = lastFindings ?? { since: null, failed: [], gaps: [] };
  const checkedAt = wallNow();
  const outages = outagesOf(shown);
  const days = each((component) => daysOf(component, shown, outages, checkedAt));
  return {
    now: {
      web: true,
      database: checks.database === "ok",
      worker: checks.worker === "ok",
      stripe: checks.stripe === "ok",
    },
    days,
    uptime: each((component) => uptimeOf(days[component], shown.since, checkedAt)),
    incidents: incidentsOf(outages),
    checkedAt,
    complete: found !== undefined,
  };
}

const findings = (): Promise<Findings | undefined> =>
  withinDeadline(deadlineMs, "The database", () =>
    withoutTenant({ actor: { kind: "system", id: "worker" } }, readFindings),
  ).catch(() => undefined);

const each = <T>(work: (component: Component) => T): Record<Component, T> => {
  const [web, database, worker, stripe] = components.map(work) as [T, T, T, T];
  return { web, database, worker, stripe };
};
