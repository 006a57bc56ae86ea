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

/** Whose account at the provider it is. */
export async function ownerOf({ tx }: Pick<Context, "tx">, { provider, profile }: Named) {
  const [row] = await tx
    .select({ userId: users.id, email: users.email })
    .from(externalIdentities)
    .innerJoin(users, eq(users.id, externalIdentities.userId))
    .where(and(eq(externalIdentities.provider, provider), eq(externalIdentities.subject, profile.subject)));
  return row;
}

/** Notes that it was used. The provider may have changed its address, which says nothing about ours. */
export async function noteIdentityUse({ tx, wall }: Context, { provider, profile }: Named): Promise<void> {
  await tx
    .update(externalIdentities)
    .set({ email: profile.email, lastUsedAt: wall })
    .where(and(eq(externalIdentities.provider, provider), eq(externalIdentities.subject, profile.subject)));
}

/**
 * Links an account at a provider to a person, who may have one at each.
 *
 * @returns false if someone has it already, or the person has another one there.
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

/** Tells the person of a new way to sign in, or one that is gone, and records it. In a context whose actor is the person. */
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
        ? `${account} was linked to your account. It can sign in as you now.`
        : `${account} was unlinked from your account. It can't sign in as you any more.`,
      settingsUrl: appUrl("/settings"),
      resetUrl: appUrl("/reset"),
    },
  });
  await recordAccountAudit(ctx, {
    action: linked ? "auth.account_linked" : "auth.account_unlinked",
    details: { provider },
    personal: { facts: { account: address } },
  });
}
