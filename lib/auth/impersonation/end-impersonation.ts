import "server-only";
import { eq } from "drizzle-orm";
import { sessions } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import type { Context } from "@/lib/context";
import type { ImpersonationEnd } from "./impersonation";
import type { ImpersonationRow } from "./impersonation-rows";

/** Deletes a support session and records its end and the reason, in one transaction of the platform role. Concurrent calls do it once. */
export async function endImpersonation(ctx: Context, row: ImpersonationRow, why: ImpersonationEnd): Promise<void> {
  const deleted = await ctx.tx.delete(sessions).where(eq(sessions.id, row.id)).returning({ id: sessions.id });
  if (deleted.length === 0 || !row.organizationId) return;
  await recordAudit(ctx, {
    organizationId: row.organizationId,
    action: "admin.impersonation_ended",
    subject: row.user.id,
    details: { session: row.id, why, admin: row.admin.id, until: row.expires },
  });
}
