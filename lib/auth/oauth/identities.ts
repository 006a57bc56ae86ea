import "server-only";
import { and, asc, eq } from "drizzle-orm";
import { type ExternalProfile, externalIdentities, users } from "@/db/schema";
import { recordAccountAudit } from "@/lib/audit";
import type { Context } from "@/lib/context";
import { enqueueEmail } from "@/lib/email";
import { appUrl } from "../links/urls";
import { type ProviderName, providerLabels } from "./labels";

export type LinkedAccount = { provider: ProviderName; email: string | null; createdAt: Date; lastUsedAt: Date | null };

/** The accounts at other providers that a person signs in with. */
export const linkedAccounts = ({ tx }: Pick<Context, "tx">, userId: string): Promise<LinkedAccount[]> =>
  tx
    .select({
      provider: externalIdentities.provider,
      email: externalIdentities.email,
      createdAt: externalIdentities.createdAt,
      lastUsedAt: externalIdentities.lastUsedAt,
    })
    .from(externalIdentities)
    .where(eq(externalIdentities.userId, userId))
    .orderBy(asc(externalIdentities.createdAt));

export type Named = { provider: ProviderName; profile: ExternalProfile };

/** The person who is linked to the account at the provider. */
export async function ownerOf({ tx }: Pick<Context, "tx">, { provider, profile }: Named) {
  const [row] = await tx
    .select({ userId: users.id, email: users.email })
    .from(externalIdentities)
    .innerJoin(users, eq(users.id, externalIdentities.userId))
    .where(and(eq(externalIdentities.provider, provider), eq(externalIdentities.subject, profile.subject)));
  return row;
}

/** Records that it was used. Its address at the provider may have changed, which doesn't affect ours. */
export async function noteIdentityUse({ tx, wall }: Context, { provider, profile }: Named): Promise<void> {
  await tx
    .update(externalIdentities)
    .set({ email: profile.email, lastUsedAt: wall })
    .where(and(eq(externalIdentities.provider, provider), eq(externalIdentities.subject, profile.subject)));
}

/**
 * Links an account at a provider to a person, who can have one at each provider.
 *
 * @returns false if it's already linked to someone, or the person has another one there.
 */
export async function addIdentity(ctx: Context, userId: string, { provider, profile }: Named): Promise<boolean> {
  const added = await ctx.tx
    .insert(externalIdentities)
    .values({
      provider,
      subject: profile.subject,
      userId,
      email: profile.email,
      createdAt: ctx.wall,
      lastUsedAt: ctx.wall,
    })
    .onConflictDoNothing()
    .returning({ userId: externalIdentities.userId });
  return added.length > 0;
}

/** Notifies the person that a way to sign in was added or removed, and records it. The context's actor has to be the person. */
export async function announceIdentity(
  ctx: Context,
  {
    email,
    provider,
    address,
    linked,
  }: { email: string; provider: ProviderName; address: string | null; linked: boolean },
): Promise<void> {
  const account =
    address === null ? `A ${providerLabels[provider]} account` : `The ${providerLabels[provider]} account ${address}`;
  await enqueueEmail(ctx, {
    to: email,
    template: "linked-account-changed",
    props: {
      change: linked
        ? `${account} was linked to your account. You can now sign in with it.`
        : `${account} was unlinked from your account. You can no longer sign in with it.`,
      settingsUrl: appUrl("/settings?tab=security"),
      resetUrl: appUrl("/reset"),
    },
  });
  await recordAccountAudit(ctx, {
    action: linked ? "auth.account_linked" : "auth.account_unlinked",
    details: { provider },
    personal: { facts: { account: address } },
  });
}
