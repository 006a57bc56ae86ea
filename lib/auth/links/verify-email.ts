import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { users } from "@/db/schema";
import type { Context } from "@/lib/context";
import { linkGone, redeemLinkToken } from "./links";

/**
 * Verifies an address with the token emailed to it. Single use.
 *
 * @throws GatehouseError `invalid_input` when the link is unknown, used or expired.
 */
export async function verifyEmail(
  ctx: Context,
  { token }: { token: string },
): Promise<{ userId: string; email: string }> {
  const email = await redeemLinkToken(ctx, "verify", token);
  const [user] = await ctx.tx
    .update(users)
    .set({ emailVerified: ctx.now })
    .where(and(eq(users.email, email), isNull(users.emailVerified)))
    .returning({ userId: users.id, email: users.email });
  if (!user) throw linkGone();
  return user;
}
