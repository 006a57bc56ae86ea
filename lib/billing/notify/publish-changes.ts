import "server-only";
import { uuidv7 } from "uuidv7";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { announceBilling } from "./announce-billing";
import { organizationName } from "./billing-people";
import { notifyPlatform } from "./notify-platform";
import { isEmpty, type Publication, type SyncDiff } from "./sync-diff";

/**
 * Reports what a sync changed, in its transaction: to the audit log, the billing contacts, platform admins and webhook
 * endpoints.
 */
export async function publishChanges(ctx: TenantContext, diff: SyncDiff): Promise<void> {
  if (isEmpty(diff)) return;
  const publication: Publication = { organization: await organizationName(ctx), id: uuidv7() };
  await Promise.all([
    auditChanges(ctx, diff),
    announceBilling(ctx, diff, publication),
    notifyPlatform(ctx, diff, publication),
  ]);
}

async function auditChanges(ctx: TenantContext, { changes }: SyncDiff): Promise<void> {
  const { organizationId } = ctx;
  for (const change of changes) await recordAudit(ctx, { organizationId, ...change });
}
