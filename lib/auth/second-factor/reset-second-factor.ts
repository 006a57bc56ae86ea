import "server-only";
import { eq } from "drizzle-orm";
import { authChallenges, passkeys, recoveryCodes, totpFactors, users } from "@/db/schema";
import { recordAccountAudit } from "@/lib/audit";
import type { Context } from "@/lib/context";
import { enqueueEmail } from "@/lib/email";
import { conflict, GatehouseError } from "@/lib/errors";
import { appUrl } from "../links/urls";
import { revokeSessions } from "../sessions/revoke-sessions";
import { factorsOf, hasFactor } from "./factors";

/**
 * For an operator who has confirmed the person's identity: removes their lost authenticator app, passkeys and recovery codes, and ends
 * their sessions, including support sessions for them. After that, they sign in with just their password, and they're notified by email.
 * Runs in the platform role.
 *
 * @throws GatehouseError `not_found` without such an account, `conflict` without a second factor.
 */
export async function resetSecondFactor(ctx: Context, email: string): Promise<void> {
  const { tx } = ctx;
  const [person] = await tx.select({ id: users.id }).from(users).where(eq(users.email, email)).for("update");
  if (!person) throw new GatehouseError("not_found", `No account for ${email}.`);
  const { id: userId } = person;
  if (!hasFactor(await factorsOf(ctx, userId))) throw conflict(`${email} has no second factor.`);
  for (const table of [totpFactors, passkeys, recoveryCodes, authChallenges]) {
    await tx.delete(table).where(eq(table.userId, userId));
  }
  await revokeSessions(ctx, { userId });
  await enqueueEmail(ctx, {
    to: email,
    template: "two-factor-changed",
    props: {
      change:
        "Our support team removed two-factor authentication from your account. You now sign in with just your password.",
      settingsUrl: appUrl("/settings?tab=security"),
      resetUrl: appUrl("/reset"),
    },
  });
  await recordAccountAudit(ctx, { action: "auth.second_factor_reset", subject: userId });
}
