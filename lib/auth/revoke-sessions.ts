import "server-only";
import { and, eq, ne } from "drizzle-orm";
import { sessions } from "@/db/schema";
import type { Context } from "@/lib/context";

/** Ends sessions of a person: all, one, or all but one. They are out with their next request. */
export async function revokeSessions(
  ctx: Context,
  { userId, only, except }: { userId: string; only?: string; except?: string },
): Promise<number> {
  const gone = await ctx.tx
    .delete(sessions)
    .where(
      and(
        eq(sessions.userId, userId),
        only === undefined ? undefined : eq(sessions.id, only),
        except === undefined ? undefined : ne(sessions.id, except),
      ),
    )
    .returning({ id: sessions.id });
  return gone.length;
}
