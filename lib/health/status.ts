import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { wallNow } from "@/lib/clock";
import { withoutTenant } from "@/lib/context";
import { withinDeadline } from "@/lib/deadline";
import { minute, second } from "@/lib/durations";
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
const freshMs = 20 * second;
/** Visitors don't wait for a new check while the last one isn't older than this. */
const staleMs = 5 * minute;
const deadlineMs = 2 * second;
/** Longer than an answer about Stripe is kept: see `checkHealth`. */
const secondLookMs = 4 * second;

let kept: Status | undefined;
let making: Promise<Status> | undefined;
let lastFindings: Findings | undefined;

/** What the status page shows. Never throws: with the database down, it says so. */
export function readStatus(): Promise<Status> | Status {
  const age = kept ? wallNow().getTime() - kept.checkedAt.getTime() : Number.POSITIVE_INFINITY;
  if (kept && age < freshMs) return kept;
  making ??= makeStatus().finally(() => {
    making = undefined;
  });
  return kept && age < staleMs ? kept : making;
}

/** A part is down if it doesn't respond twice: a single failure is noise of a network or of a busy machine. */
async function checkTwice() {
  const first = await checkHealth();
  if (first.status === "ok") return first.checks;
  await sleep(secondLookMs);
  return (await checkHealth()).checks;
}

async function makeStatus(): Promise<Status> {
  const [checks, found] = await Promise.all([checkTwice(), findings()]);
  lastFindings = found ?? lastFindings;
  const shown = lastFindings ?? { since: null, failed: [], gaps: [] };
  const checkedAt = wallNow();
  const outages = outagesOf(shown);
  const days = each((component) => daysOf(component, shown, outages, checkedAt));
  kept = {
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
  return kept;
}

const findings = (): Promise<Findings | undefined> =>
  withinDeadline(deadlineMs, "The database", () =>
    withoutTenant({ actor: { kind: "system", id: "worker" } }, readFindings),
  ).catch(() => undefined);

const each = <T>(work: (component: Component) => T): Record<Component, T> => {
  const [web, database, worker, stripe] = components.map(work) as [T, T, T, T];
  return { web, database, worker, stripe };
};
