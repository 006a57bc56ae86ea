import "server-only";
import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import { recordAccountAudit } from "@/lib/audit";
import type { Context } from "@/lib/context";
import { enqueueEmail } from "@/lib/email";
import { linkGone, redeemLinkToken } from "../links/links";
import { appUrl } from "../links/urls";
import { revokeSessions } from "../sessions/revoke-sessions";
import { requireUncommonPassword } from "./common-password";
import { forgetUnprovedWays } from "./forget-unproved-ways";
import { hashPassword } from "./passwords";

/**
 * Sets a new password with the token of an emailed link and ends every session. Holding the link also verifies the address, and then
 * it is the only way to sign in.
 *
 * @returns whether this verified the address for the first time.
 * @throws GatehouseError `invalid_input` when the link is unknown, used or expired, or the password common.
 */
export async function resetPassword(
  ctx: Context,
  { token, password }: { token: string; password: string },
): Promise<{ userId: string; email: string; firstVerified: boolean }> {
  const email = await redeemLinkToken(ctx, "reset", token);
  const [user] = await ctx.tx
    .select({ userId: users.id, emailVerified: users.emailVerified })
    .from(users)
    .where(eq(users.email, email))
    .for("update");
  if (!user) throw linkGone();
  await requireUncommonPassword(password, { email });
  const { userId, emailVerified } = user;
  await ctx.tx
    .update(users)
    .set({ passwordHash: await hashPassword(password), emailVerified: emailVerified ?? ctx.now })
    .where(eq(users.id, userId));
  if (emailVerified === null) await forgetUnprovedWays(ctx, userId);
  await revokeSessions(ctx, { userId });
  await enqueueEmail(ctx, { to: email, template: "password-changed", props: { resetUrl: appUrl("/reset") } });
  await recordAccountAudit(ctx, { action: "auth.password_reset", subject: userId });
  return { userId, email, firstVerified: emailVerified === null };
}
