import "server-only";
import { sql } from "drizzle-orm";
import { stripeAnswers } from "@/lib/billing";
import { wallNow } from "@/lib/clock";
import { type Context, withoutTenant } from "@/lib/context";
import { withinDeadline } from "@/lib/deadline";
import { env } from "@/lib/env";
import { workerIsAlive } from "@/lib/jobs";

type Check = "ok" | "away";
export type Health = {
  status: "ok" | "away";
  checks: { database: Check; stripe: Check; worker: Check };
  version: string;
};

/** Each part is given so long to answer. */
const patienceMs = 2_000;

/** Whether every part Gatehouse needs answers. Says nothing of why one does not: anyone may ask. */
export async function checkHealth(): Promise<Health> {
  const [database, stripe, worker] = await Promise.all([
    check(() => inDatabase(({ tx }) => tx.execute(sql`select 1`))),
    checkStripe(),
    check(async () => {
      if (!(await inDatabase(workerIsAlive))) throw new Error("no sign of life");
    }),
  ]);
  const checks = { database, stripe, worker };
  const status = Object.values(checks).every((each) => each === "ok") ? "ok" : "away";
  return { status, checks, version: env.APP_VERSION };
}

/** Anyone may ask as often as they like, and Stripe counts what we ask: so it is asked once for all who come meanwhile. */
const stripeKnownForMs = 3_000;
let stripe: { askedAt: number; answer: Promise<Check> } | undefined;

function checkStripe(): Promise<Check> {
  const now = wallNow().getTime();
  if (!stripe || now - stripe.askedAt >= stripeKnownForMs) {
    stripe = { askedAt: now, answer: check(() => stripeAnswers(patienceMs)) };
  }
  return stripe.answer;
}

const inDatabase = <T>(work: (ctx: Context) => Promise<T>) =>
  withoutTenant({ actor: { kind: "system", id: "worker" } }, work);

/** Why a part is away stands in the logs of the part that needs it. */
async function check(work: () => Promise<unknown>): Promise<Check> {
  try {
    await withinDeadline(patienceMs, "A part", work);
    return "ok";
  } catch {
    return "away";
  }
}
