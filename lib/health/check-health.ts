import "server-only";
import { sql } from "drizzle-orm";
import { stripeAnswers } from "@/lib/billing";
import { wallNow } from "@/lib/clock";
import { type Context, withoutTenant } from "@/lib/context";
import { withinDeadline } from "@/lib/deadline";
import { second } from "@/lib/durations";
import { env } from "@/lib/env";
import { workerIsAlive } from "@/lib/jobs";

type CheckResult = "ok" | "down";
export type Health = {
  status: "ok" | "down";
  checks: { database: CheckResult; stripe: CheckResult; worker: CheckResult };
  version: string;
};

/** Short, because load balancers and uptime monitors usually give up after a few seconds. */
const deadlineMs = 2 * second;

/** Whether the database, Stripe and the worker respond. Why one doesn't, the log says. */
export async function checkHealth(): Promise<Health> {
  const [database, stripe, worker] = await Promise.all([
    check(() => inDatabase(({ tx }) => tx.execute(sql`select 1`))),
    checkStripe(),
    check(async () => {
      if (!(await inDatabase(workerIsAlive))) throw new Error("no heartbeat");
    }),
  ]);
  const checks = { database, stripe, worker };
  const status = Object.values(checks).every((each) => each === "ok") ? "ok" : "down";
  return { status, checks, version: env.APP_VERSION };
}

/** The endpoint is public and Stripe limits our requests, so one request to Stripe answers all checks of three seconds. */
const stripeCheckedForMs = 3 * second;
let stripe: { askedAt: number; answer: Promise<CheckResult> } | undefined;

function checkStripe(): Promise<CheckResult> {
  const now = wallNow().getTime();
  if (!stripe || now - stripe.askedAt >= stripeCheckedForMs) {
    stripe = { askedAt: now, answer: check(() => stripeAnswers(deadlineMs)) };
  }
  return stripe.answer;
}

const inDatabase = <T>(work: (ctx: Context) => Promise<T>) =>
  withoutTenant({ actor: { kind: "system", id: "worker" } }, work);

/** The code that uses the component logs the reason. */
async function check(work: () => Promise<unknown>): Promise<CheckResult> {
  try {
    await withinDeadline(deadlineMs, "A component", work);
    return "ok";
  } catch {
    return "down";
  }
}
