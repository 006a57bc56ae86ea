import "server-only";
import { catalog } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { env } from "@/lib/env";
import { billingMail } from "./billing-mail";
import { mailBilling } from "./mail-billing";
import type { Publication, SyncDiff } from "./sync-diff";

/** Enqueues the emails to the billing contacts about what a sync changed. */
export async function announceBilling(
  ctx: TenantContext,
  { payments, subscription }: SyncDiff,
  { organization, id }: Publication,
): Promise<void> {
  const facts = { catalog, organization, appUrl: env.APP_URL, change: id };
  for (const item of [...payments, ...subscription]) await mailBilling(ctx, billingMail(item, facts));
}
