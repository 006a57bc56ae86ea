import "server-only";
import { and, eq, gt, isNotNull, isNull, ne } from "drizzle-orm";
import { sessions } from "@/db/schema";
import type { Context } from "@/lib/context";

/**
 * Ends sessions of a person: all, one, or all but one. They are out with their next request, and so is an admin who acts for
 * the person; that one's row stays until its end is written down.
 */
export async function revokeSessions(
  ctx: Context,
  { userId, only, except }: { userId: string; only?: string; except?: string },
): Promise<number> {
  const meant = and(
    eq(sessions.userId, userId),
    only === undefined ? undefined : eq(sessions.id, only),
    except === undefined ? undefined : ne(sessions.id, except),
  );
  await ctx.tx
    .update(sessions)
    .set({ expires: ctx.wall })
    .where(and(meant, isNotNull(sessions.impersonatorId), gt(sessions.expires, ctx.wall)));
  const gone = await ctx.tx
    .delete(sessions)
    .where(and(meant, isNull(sessions.impersonatorId)))
    .returning({ id: sessions.id });
  return gone.length;
}
