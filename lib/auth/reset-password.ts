import "server-only";
import { eq, sql } from "drizzle-orm";
import { users } from "@/db/schema";
import type { Context } from "@/lib/context";
import { enqueueEmail } from "@/lib/email";
import { linkGone, redeemLinkToken } from "./links";
import { hashPassword } from "./passwords";
import { revokeSessions } from "./revoke-sessions";
import { appUrl } from "./urls";

/**
 * Sets a new password by the token mailed to the address, and ends every session: whoever was in is out. The link has
 * also shown that the address is theirs.
 *
 * @throws GatehouseError `invalid_input` when the link is unknown, used or expired.
 */
export async function resetPassword(
  ctx: Context,
  { token, password }: { token: string; password: string },
): Promise<{ userId: string; email: string }> {
  const email = await redeemLinkToken(ctx, "reset", token);
  const [user] = await ctx.tx
    .update(users)
    .set({
      passwordHash: await hashPassword(password),
      emailVerified: sql`coalesce(${users.emailVerified}, ${ctx.now.toISOString()}::timestamptz)`,
    })
    .where(eq(users.email, email))
    .returning({ userId: users.id, email: users.email });
  if (!user) throw linkGone();
  await revokeSessions(ctx, { userId: user.userId });
  await enqueueEmail(ctx, { to: email, template: "password-changed", props: { resetUrl: appUrl("/reset") } });
  return user;
}
