import { alertFailedJob, watchChurn } from "@/lib/alerts";
import { sweepAuth, sweepImpersonations } from "@/lib/auth";
import {
  cancelDuplicate,
  expireTrials,
  sendCardNotices,
  sendTrialNotices,
  sweepEvents,
  syncCustomer,
  updateCustomer,
  watchBacklog,
} from "@/lib/billing";
import { now } from "@/lib/clock";
import { type Actor, type Context, inTenant, withPlatform } from "@/lib/context";
import { sendEmail } from "@/lib/email/send-email";
import { type FailureListener, type JobHandlers, sweepRuns } from "@/lib/jobs";
import { assertMovements } from "@/lib/metrics";
import { product } from "@/lib/products";
import { reconcile } from "@/lib/reconciliation/reconcile";
import { measureSeats } from "@/lib/tenancy";
import { expireReservations, keepUsage, measureGauges, notifyOpenLimits, reportOverage } from "@/lib/usage";
import { dispatchWebhook, sweepMessages } from "@/lib/webhooks";
import { deliverWebhook } from "@/lib/webhooks/deliver-webhook";

const clockwork: Actor = { kind: "system", id: "worker" };
const fromStripe: Actor = { kind: "system", id: "stripe" };
const inOne = <T>(actor: Actor, work: (ctx: Context) => Promise<T>) => withPlatform({ actor }, work);

/** The function that runs the jobs of each queue. */
export const handlers: JobHandlers = {
  "sync-customer": (input) => inOne(fromStripe, (ctx) => syncCustomer(ctx, input)),
  "cancel-duplicate": (input) => inOne(fromStripe, (ctx) => cancelDuplicate(ctx, input)),
  "update-customer": ({ organizationId }) => inOne(fromStripe, (ctx) => updateCustomer(inTenant(ctx, organizationId))),
  "send-email": sendEmail,
  "assert-movements": () => inOne(clockwork, assertMovements),
  "sweep-events": async () => {
    await inOne(clockwork, sweepEvents);
    await inOne(clockwork, watchBacklog);
  },
  reconcile,
  "dispatch-webhook": (input) => inOne(clockwork, (ctx) => dispatchWebhook(ctx, input)),
  "deliver-webhook": deliverWebhook,
  "watch-churn": () => inOne(clockwork, watchChurn),
  "sweep-expired": async () => {
    for (const sweep of [sweepAuth, sweepMessages, sweepRuns]) await inOne(clockwork, sweep);
  },
  "end-impersonations": () => inOne(clockwork, sweepImpersonations),
  "expire-trials": () => inOne(clockwork, expireTrials),
  "trial-notices": () => inOne(clockwork, sendTrialNotices),
  "card-notices": () => inOne(clockwork, sendCardNotices),
  "notify-limits": () => inOne(clockwork, notifyOpenLimits),
  "partition-usage": () => inOne(clockwork, keepUsage),
  "expire-reservations": () => inOne(clockwork, expireReservations),
  "measure-gauges": () => inOne(clockwork, (ctx) => measureGauges(ctx, { ...product.measures, users: measureSeats })),
  "report-overage": () => reportOverage({ actor: clockwork, now: now() }),
};

/** Alerts the platform admins when a job has failed for good. */
export const onFailure: FailureListener = (failure) => inOne(clockwork, (ctx) => alertFailedJob(ctx, failure));
