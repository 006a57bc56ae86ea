import "server-only";
import { and, eq, gt, isNotNull, isNull, ne } from "drizzle-orm";
import { sessions } from "@/db/schema";
import type { Context } from "@/lib/context";

/**
 * Ends sessions of a person: all, one (`only`), all but one (`except`), or among these those that one organization's identity provider
 * opened (`ssoOrganizationId`). Support sessions for the person end as well; their
 * rows stay until their end is recorded in the audit log.
 *
 * @returns how many of the person's own sessions were ended.
 */
export async function revokeSessions(
  ctx: Context,
  {
    userId,
    only,
    except,
    ssoOrganizationId,
  }: { userId: string; only?: string; except?: string; ssoOrganizationId?: string | null },
): Promise<number> {
  const selected = and(
    eq(sessions.userId, userId),
    only === undefined ? undefined : eq(sessions.id, only),
    except === undefined ? undefined : ne(sessions.id, except),
    ssoOrganizationId ? eq(sessions.ssoOrganizationId, ssoOrganizationId) : undefined,
  );
  await ctx.tx
    .update(sessions)
    .set({ expires: ctx.wall })
    .where(and(selected, isNotNull(sessions.impersonatorId), gt(sessions.expires, ctx.wall)));
  const ended = await ctx.tx
    .delete(sessions)
    .where(and(selected, isNull(sessions.impersonatorId)))
    .returning({ id: sessions.id });
  return ended.length;
}
