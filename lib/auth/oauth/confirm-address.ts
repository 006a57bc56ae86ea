import "server-only";
import { eq } from "drizzle-orm";
import { oauthRequests } from "@/db/schema";
import { withoutTenant } from "@/lib/context";
import { requireEmailCode, sendEmailCode } from "../email-codes/email-code";
import { requestAddress } from "../requests/request-address";
import { countAttempt, forgiveAttempt } from "../sign-in/attempts";
import { type KeptProfile, oauthActor, requireProfile } from "./requests";

const purpose = "confirm your email address";

/**
 * Emails a code to someone whose provider doesn't vouch for their address. It works the same for an address that has an account, so no
 * one learns whether it does.
 *
 * @throws GatehouseError `unauthenticated` with `reason: "oauth_expired"`; `rate_limited`.
 */
export async function sendAddressCode({ token, email }: { token: string; email: string }): Promise<void> {
  await countAttempt("email_code_sent", { account: email, address: await requestAddress() });
  await withoutTenant({ actor: oauthActor }, async (ctx) => {
    const { tokenHash } = await requireProfile(ctx, token);
    const codeHash = await sendEmailCode(ctx, { email, purpose });
    await ctx.tx
      .update(oauthRequests)
      .set({ codeEmail: email, codeHash })
      .where(eq(oauthRequests.tokenHash, tokenHash));
  });
}

/**
 * Confirms the address with its code, once. From then on it counts as if the provider vouched for it.
 *
 * @throws GatehouseError `invalid_input` on `emailCode`; `unauthenticated` with `reason: "oauth_expired"`; `rate_limited`.
 */
export async function confirmAddress({ token, emailCode }: { token: string; emailCode: string }): Promise<KeptProfile> {
  const asked = await withoutTenant({ actor: oauthActor }, (ctx) => requireProfile(ctx, token));
  const by = { account: asked.codeEmail ?? asked.tokenHash, address: await requestAddress() };
  await countAttempt("email_code", by);
  const confirmed = await withoutTenant({ actor: oauthActor }, async (ctx) => {
    const kept = await requireProfile(ctx, token);
    const email = kept.codeEmail ?? "";
    requireEmailCode(ctx, emailCode, kept.codeHash, { email, purpose });
    const profile = { ...kept.profile, email, emailVerified: true };
    await ctx.tx
      .update(oauthRequests)
      .set({ profile, codeHash: null })
      .where(eq(oauthRequests.tokenHash, kept.tokenHash));
    return { ...kept, profile };
  });
  await forgiveAttempt("email_code", by);
  return confirmed;
}
