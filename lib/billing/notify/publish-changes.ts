import "server-only";
import { uuidv7 } from "uuidv7";
import { recordAudit } from "@/lib/audit";
import { catalog } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { env } from "@/lib/env";
import { sendJob } from "@/lib/jobs";
import { billingMail, refundMail } from "./billing-mail";
import { organizationName } from "./billing-people";
import { mailBilling } from "./mail-billing";
import { notifyPlatform } from "./notify-platform";
import { isEmpty, type Publication, type SyncDiff } from "./sync-diff";

/**
 * Reports what a sync changed, in its transaction: to the audit log, the billing contacts, platform admins and webhook
 * endpoints.
 */
export async function publishChanges(
  ctx: TenantContext,
  diff: SyncDiff,
  read: Pick<Publication, "invoices" | "receiptOf">,
): Promise<void> {
  if (isEmpty(diff)) return;
  const publication: Publication = { organization: await organizationName(ctx), id: uuidv7(), ...read };
  await Promise.all([
    auditChanges(ctx, diff),
    announceBilling(ctx, diff, publication),
    notifyPlatform(ctx, diff, publication),
  ]);
  // The limits may have changed with the plan: usage is compared with them right away. Last, because every sync sends the same
  // job: the others wait until this one commits.
  await sendJob(ctx, "notify-limits", {}, "limits");
}

async function auditChanges(ctx: TenantContext, { changes, noted }: SyncDiff): Promise<void> {
  const { organizationId } = ctx;
  for (const change of [...changes, ...noted]) await recordAudit(ctx, { organizationId, ...change });
}

/** Enqueues the emails to the billing contacts about what a sync changed. */
async function announceBilling(
  ctx: TenantContext,
  { payments, subscription, money }: SyncDiff,
  { organization, id, invoices, receiptOf }: Publication,
): Promise<void> {
  const facts = { catalog, organization, appUrl: env.APP_URL, change: id, receiptOf };
  for (const item of [...payments, ...subscription]) await mailBilling(ctx, billingMail(item, facts));
  for (const notice of money) {
    if (notice.kind !== "refunded") continue;
    const invoice = invoices.find(({ stripeInvoiceId }) => stripeInvoiceId === notice.refund.stripeInvoiceId);
    await mailBilling(ctx, refundMail(notice.refund, invoice, facts));
  }
}
