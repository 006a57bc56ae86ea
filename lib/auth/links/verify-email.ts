import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { users } from "@/db/schema";
import type { Context } from "@/lib/context";
import { linkGone, redeemLinkToken } from "./links";

/**
 * Verifies a person's address with the token emailed to it. Single use. The caller has made sure that it is this person who asks:
 * the link may be opened by a mail scanner, or by someone whose address another person has signed up with.
 *
 * @throws GatehouseError `invalid_input` when the link is unknown, used, expired or another person's.
 */
export async function verifyEmail(
  ctx: Context,
  { token, userId }: { token: string; userId: string },
): Promise<{ userId: string; email: string }> {
  const email = await redeemLinkToken(ctx, "verify", token);
  const [user] = await ctx.tx
    .update(users)
    .set({ emailVerified: ctx.now })
    .where(and(eq(users.id, userId), eq(users.email, email), isNull(users.emailVerified)))
    .returning({ userId: users.id, email: users.email });
  if (!user) throw linkGone();
  return user;
}
