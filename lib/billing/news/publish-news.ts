import "server-only";
import { uuidv7 } from "uuidv7";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { sendJob } from "@/lib/jobs";
import { announceBilling } from "./announce-billing";
import { organizationName } from "./billing-people";
import { notifyPlatform } from "./notify-platform";
import { isEmpty, type Publication, type SyncNews } from "./sync-news";

/**
 * Writes a sync's news in its transaction: to the audit log, the billing contacts, platform admins and webhook
 * endpoints.
 */
export async function publishNews(ctx: TenantContext, news: SyncNews): Promise<void> {
  if (isEmpty(news)) return;
  const publication: Publication = { organization: await organizationName(ctx), id: uuidv7() };
  await Promise.all([
    auditChanges(ctx, news),
    announceBilling(ctx, news, publication),
    notifyPlatform(ctx, news, publication),
    // The limits may have changed with the plan: usage is compared with them right away.
    sendJob(ctx, "notify-limits", {}, "limits"),
  ]);
}

async function auditChanges(ctx: TenantContext, { changes }: SyncNews): Promise<void> {
  const { organizationId } = ctx;
  for (const change of changes) await recordAudit(ctx, { organizationId, ...change });
}
