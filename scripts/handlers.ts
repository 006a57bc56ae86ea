import { sql } from "drizzle-orm";
import {
  cancelDuplicate,
  expireTrials,
  sendCardNotices,
  sendTrialNotices,
  sweepInbox,
  syncCustomer,
} from "@/lib/billing";
import { type Actor, type Context, withPlatform } from "@/lib/context";
import { sendEmail } from "@/lib/email/send-email";
import type { JobHandlers } from "@/lib/jobs";
import { assertMovements } from "@/lib/metrics";
import { tellOpenLimits } from "@/lib/usage";

const clockwork: Actor = { kind: "system", id: "worker" };
const fromStripe: Actor = { kind: "system", id: "stripe" };
const inOne = <T>(actor: Actor, work: (ctx: Context) => Promise<T>) => withPlatform({ actor }, work);

/** What a worker does for each queue. */
export const handlers: JobHandlers = {
  "sync-customer": (input) => inOne(fromStripe, (ctx) => syncCustomer(ctx, input)),
  "cancel-duplicate": (input) => inOne(fromStripe, (ctx) => cancelDuplicate(ctx, input)),
  "send-email": sendEmail,
  "assert-movements": () => inOne(clockwork, assertMovements),
  "sweep-inbox": () => inOne(clockwork, sweepInbox),
  "expire-trials": () => inOne(clockwork, expireTrials),
  "trial-notices": () => inOne(clockwork, sendTrialNotices),
  "card-notices": () => inOne(clockwork, sendCardNotices),
  "tell-limits": () => inOne(clockwork, tellOpenLimits),
  "partition-usage": () =>
    inOne(clockwork, ({ tx, now }) =>
      tx.execute(sql`select make_usage_partitions(${now.toISOString()}::timestamptz, 3)`),
    ),
};
