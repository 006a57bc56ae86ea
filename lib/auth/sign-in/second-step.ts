import "server-only";
import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import { recordAccountAudit } from "@/lib/audit";
import { type Actor, type Context, withoutTenant } from "@/lib/context";
import { enqueueEmail } from "@/lib/email";
import { found, GatehouseError, unauthenticated } from "@/lib/errors";
import { currentChallenge, dropChallengeCookie, openChallenge, takeChallenge } from "../challenges/challenges";
import { appUrl } from "../links/urls";
import { type ProviderName, providerNamed } from "../oauth/labels";
import { withAccount } from "../people/with-account";
import { type Factors, factorsOf, hasFactor } from "../second-factor/factors";
import { verifyCode } from "../second-factor/verify-code";
import { openSession } from "../sessions/open-session";
import { countAttempt, forgiveAttempt, isFirstRefusal } from "./attempts";
import { noteBrowser } from "./note-browser";
import type { Origin } from "./sign-in";

/** The actor before anyone is signed in. */
const actor: Actor = { kind: "system", id: "sign_up" };

/** Whether this person's sign-in takes a second step after the password. */
export const takesSecondStep = (userId: string): Promise<boolean> =>
  withoutTenant({ actor }, async (ctx) => hasFactor(await factorsOf(ctx, userId)));

/**
 * After the first step: remembers in this browser, for 10 minutes, that the second step is due. No one is signed in yet.
 *
 * @param provider that the first step was done with; none after the right password.
 */
export const beginSecondStep = (userId: string, provider?: ProviderName): Promise<void> =>
  withAccount({ actor, userId }, (ctx) =>
    openChallenge(ctx, { purpose: "second_step", userId, ...(provider ? { challenge: provider } : {}) }),
  );

export type SecondStep = { userId: string; email: string; provider: ProviderName | undefined; factors: Factors };

/** The second step that is due in this browser. */
export function secondStep(): Promise<SecondStep | undefined> {
  return withoutTenant({ actor }, async (ctx) => {
    const challenge = await currentChallenge(ctx, "second_step");
    if (!challenge?.userId) return undefined;
    const [user] = await ctx.tx.select({ email: users.email }).from(users).where(eq(users.id, challenge.userId));
    if (!user) return undefined;
    const provider = providerNamed(challenge.challenge ?? "");
    return { userId: challenge.userId, email: user.email, provider, factors: await factorsOf(ctx, challenge.userId) };
  });
}

/**
 * Signs in with the code of an authenticator app, or a recovery code. Wrong codes count per person, whatever browser they come from.
 *
 * @throws GatehouseError `invalid_input` on the field `code`; `unauthenticated` without a second step that is due; `rate_limited`.
 */
export async function finishSecondStep({ code }: { code: string }, origin: Origin): Promise<void> {
  const { userId, email, provider } = await requireSecondStep();
  const by = { account: userId, address: origin.address };
  await countAttempt("second_factor", by).catch(async (refusal) => {
    if (isFirstRefusal(refusal)) await recordFailure(userId, origin, "too_many_codes");
    throw refusal;
  });
  const method = await withoutTenant({ actor }, async (ctx) => {
    const used = await verifyCode(ctx, { userId, code });
    // Taken only with a right code, so a typing mistake doesn't ask for the password again.
    if ((await takeChallenge(ctx, "second_step"))?.userId !== userId) throw stepGone();
    if (used === "recovery_code") await tellOfRecovery(ctx, userId);
    return used;
  }).catch(async (error) => {
    if (error instanceof GatehouseError && error.code === "invalid_input") {
      await recordFailure(userId, origin, "wrong_code");
    }
    throw error;
  });
  await forgiveAttempt("second_factor", by);
  await dropChallengeCookie("second_step");
  await openSession(userId, method, { provider });
  await noteBrowser(email);
}

async function requireSecondStep(): Promise<SecondStep> {
  const step = await secondStep();
  if (!step) throw stepGone();
  return step;
}

const stepGone = () => unauthenticated("This sign-in has expired. Start again.");

/** Someone else may have found the codes. */
async function tellOfRecovery(ctx: Context, userId: string): Promise<void> {
  const [user] = await ctx.tx.select({ email: users.email }).from(users).where(eq(users.id, userId));
  const { recoveryCodes } = await factorsOf(ctx, userId);
  await enqueueEmail(ctx, {
    to: found(user, "user").email,
    template: "recovery-code-used",
    props: { left: recoveryCodes, settingsUrl: appUrl("/settings?tab=security"), resetUrl: appUrl("/reset") },
  });
}

type Failure = "wrong_code" | "too_many_codes";

/** Someone who gets here knows the password, so too many wrong codes are worth an email. */
const recordFailure = (userId: string, { address, userAgent }: Origin, reason: Failure): Promise<void> =>
  withoutTenant({ actor }, async (ctx) => {
    const [user] = await ctx.tx.select({ email: users.email }).from(users).where(eq(users.id, userId));
    if (user && reason === "too_many_codes") {
      await enqueueEmail(ctx, { to: user.email, template: "wrong-codes", props: { resetUrl: appUrl("/reset") } });
    }
    await recordAccountAudit(ctx, {
      action: "auth.sign_in_failed",
      details: { reason },
      personal: {
        personId: userId,
        ...(user ? { email: user.email } : {}),
        facts: { address, userAgent: userAgent?.slice(0, 300) },
      },
    });
  });
