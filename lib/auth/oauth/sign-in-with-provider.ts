import "server-only";
import { eq } from "drizzle-orm";
import { headers } from "next/headers";
import { users } from "@/db/schema";
import { recordAccountAudit } from "@/lib/audit";
import { type Context, withoutTenant } from "@/lib/context";
import { withAccount } from "../people/with-account";
import { requestAddress } from "../requests/request-address";
import { openSession } from "../sessions/open-session";
import { noteBrowser } from "../sign-in/note-browser";
import { beginSecondStep, takesSecondStep } from "../sign-in/second-step";
import { addIdentity, announceIdentity, type Named, noteIdentityUse, ownerOf } from "./identities";
import { oauthActor } from "./requests";

/**
 * The result of a sign-in with a provider. `unknown`: there's no account yet, or the address isn't confirmed. `not_linked`: an account has
 * the address, but it can't be linked by address alone. `other_account`: it's linked to another account at this provider.
 */
export type ProviderSignIn = "signed_in" | "second_step" | "unknown" | "not_linked" | "other_account";

/**
 * Signs in the person who is linked to the account at the provider. An account that isn't linked yet is linked by address only if the
 * provider vouches for the address and the account here has verified it: someone else may have signed up with it and be waiting for its
 * owner. Platform admins always link in their settings.
 */
export async function signInWithProvider(named: Named): Promise<ProviderSignIn> {
  const owner = await withoutTenant({ actor: oauthActor }, (ctx) => ownerOf(ctx, named));
  if (owner) return finishFirstStep(owner, named);
  const { email, emailVerified } = named.profile;
  if (!email || !emailVerified) return "unknown";
  const [account] = await withoutTenant({ actor: oauthActor }, ({ tx }) =>
    tx.select().from(users).where(eq(users.email, email)),
  );
  if (!account) return "unknown";
  const mayLink = account.emailVerified !== null && !account.isPlatformAdmin;
  const linked = mayLink && (await linkByAddress(account.id, email, named));
  if (linked) return finishFirstStep({ userId: account.id, email }, named);
  await recordRefusedLink(email, named);
  return mayLink ? "other_account" : "not_linked";
}

/** Without a second factor, the person is signed in. */
async function finishFirstStep({ userId, email }: { userId: string; email: string }, named: Named) {
  await withAccount({ actor: oauthActor, userId }, (ctx) => noteIdentityUse(ctx, named));
  if (await takesSecondStep(userId)) {
    await beginSecondStep(userId, named.provider);
    return "second_step";
  }
  await openSession(userId, null, { provider: named.provider });
  await noteBrowser(email);
  return "signed_in";
}

const linkByAddress = (userId: string, email: string, named: Named): Promise<boolean> =>
  withAccount({ actor: { kind: "user", id: userId }, userId }, async (ctx: Context) => {
    // The account as it is now, not when it was looked up.
    const [account] = await ctx.tx.select().from(users).where(eq(users.id, userId)).for("update");
    if (account?.email !== email || account.emailVerified === null) return false;
    if (!(await addIdentity(ctx, userId, named))) return false;
    await announceIdentity(ctx, { email, provider: named.provider, address: named.profile.email, linked: true });
    return true;
  });

/** So that the account's owner sees the attempt. */
async function recordRefusedLink(email: string, { provider }: Named): Promise<void> {
  const [address, userAgent] = [await requestAddress(), (await headers()).get("user-agent")];
  await withoutTenant({ actor: oauthActor }, (ctx) =>
    recordAccountAudit(ctx, {
      action: "auth.sign_in_failed",
      details: { reason: "not_linked", provider },
      personal: { personId: null, email, facts: { address, userAgent: userAgent?.slice(0, 300) } },
    }),
  );
}
