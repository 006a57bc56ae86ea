import { deleteDueOrganizations } from "@/lib/admin/organization/deletion";
import { alertBrokenAudit, alertFailedJob, closeJobAlerts, watchChurn } from "@/lib/alerts";
import { verifyAudit } from "@/lib/audit";
import { sweepImpersonations } from "@/lib/auth";
import {
  cancelDuplicate,
  expireCheckouts,
  expireTrials,
  findChangedSeats,
  findCustomer,
  followSeats,
  refreshSchedule,
  sendCardNotices,
  sendInvoiceNotices,
  sendTrialNotices,
  sweepEvents,
  syncAfterEvents,
  syncCustomer,
  syncTurned,
  updateCustomer,
  watchBacklog,
} from "@/lib/billing";
import { now } from "@/lib/clock";
import { type Actor, type Context, inTenant, withPlatform } from "@/lib/context";
import { expireCredits } from "@/lib/credits";
import { sendMonthlySummaries } from "@/lib/customer-reports";
import { sendEmail } from "@/lib/email/send-email";
import { exportNightly } from "@/lib/export";
import type { FailureListener, ServedHandlers } from "@/lib/jobs";
import { assertMovements, rollMetrics } from "@/lib/metrics";
import { enforceRetention } from "@/lib/privacy";
import { product } from "@/lib/products";
import { reconcile } from "@/lib/reconciliation/reconcile";
import { sendMonthReport } from "@/lib/reports";
import { measureSeats } from "@/lib/seats";
import { remindToVerify, settleSeats } from "@/lib/tenancy";
import {
  expireReservations,
  followChangedLimits,
  makeUsagePartitions,
  measureGauges,
  notifyOpenLimits,
  reportOverage,
} from "@/lib/usage";
import { dispatchWebhook } from "@/lib/webhooks";
import { deliverWebhook } from "@/lib/webhooks/deliver-webhook";

const worker: Actor = { kind: "system", id: "worker" };
const fromStripe: Actor = { kind: "system", id: "stripe" };
const inPlatform = <T>(actor: Actor, work: (ctx: Context) => Promise<T>) => withPlatform({ actor }, work);

/** The function that runs the jobs of each queue. */
export const handlers: ServedHandlers = {
  ...product.jobs,
  "sync-customer": ({ asked, customerId }) =>
    inPlatform<unknown>(fromStripe, (ctx) => (asked ? syncAfterEvents : syncCustomer)(ctx, { customerId })),
  "find-customer": (input) => inPlatform(fromStripe, (ctx) => findCustomer(ctx, input)),
  "cancel-duplicate": (input) => inPlatform(fromStripe, (ctx) => cancelDuplicate(ctx, input)),
  "expire-checkouts": ({ organizationId }) =>
    inPlatform(worker, (ctx) => expireCheckouts(inTenant(ctx, organizationId))),
  "refresh-schedule": ({ organizationId }) =>
    inPlatform(fromStripe, (ctx) => refreshSchedule(inTenant(ctx, organizationId))),
  "update-customer": ({ organizationId, ...change }) =>
    inPlatform(fromStripe, (ctx) => updateCustomer(inTenant(ctx, organizationId), change)),
  "send-email": sendEmail,
  "assert-movements": () => inPlatform(worker, assertMovements),
  "roll-metrics": () => rollMetrics((work) => inPlatform(worker, work)),
  "sweep-events": async () => {
    await inPlatform(worker, sweepEvents);
    await inPlatform(worker, watchBacklog);
    await inPlatform(worker, closeJobAlerts);
  },
  reconcile,
  "dispatch-webhook": (input) => inPlatform(worker, (ctx) => dispatchWebhook(ctx, input)),
  "deliver-webhook": deliverWebhook,
  "verify-audit": async () => {
    const check = await verifyAudit({ actor: worker, now: now() });
    await inPlatform(worker, (ctx) => alertBrokenAudit(ctx, check));
  },
  "watch-churn": () => inPlatform(worker, watchChurn),
  "sweep-expired": () => enforceRetention({ actor: worker }),
  "end-impersonations": () => inPlatform(worker, sweepImpersonations),
  "delete-organizations": () => deleteDueOrganizations(),
  "month-report": () => inPlatform(worker, sendMonthReport),
  "monthly-summaries": () => sendMonthlySummaries({ actor: worker, now: now() }),
  "export-nightly": () => exportNightly({ actor: worker }),
  "expire-trials": () => inPlatform(worker, expireTrials),
  "trial-notices": async () => {
    await inPlatform(worker, sendTrialNotices);
    await inPlatform(worker, remindToVerify);
  },
  "card-notices": () => inPlatform(worker, sendCardNotices),
  "invoice-notices": () => inPlatform(worker, sendInvoiceNotices),
  "end-discounts": () => inPlatform(fromStripe, syncTurned),
  "notify-limits": async () => {
    await inPlatform(worker, notifyOpenLimits);
    await followChangedLimits({ actor: worker, now: now() });
  },
  "partition-usage": () => inPlatform(worker, makeUsagePartitions),
  "expire-reservations": async () => {
    await inPlatform(worker, expireReservations);
    await expireCredits({ actor: worker, now: now() });
  },
  "settle-seats": ({ organizationId }) => inPlatform(worker, (ctx) => settleSeats(ctx, organizationId)),
  "follow-seats": ({ organizationId }) =>
    inPlatform<unknown>(worker, (ctx) =>
      organizationId ? followSeats(inTenant(ctx, organizationId)) : findChangedSeats(ctx),
    ),
  "measure-gauges": () => inPlatform(worker, (ctx) => measureGauges(ctx, { ...product.measures, users: measureSeats })),
  "report-overage": () => reportOverage({ actor: worker, now: now() }),
};

/** Alerts the platform admins when a job has failed for good. */
export const onFailure: FailureListener = (failure) => inPlatform(worker, (ctx) => alertFailedJob(ctx, failure));
