import "server-only";
import { and, eq } from "drizzle-orm";
import { memberships, ssoDomainClaims, ssoIdentities, users } from "@/db/schema";
import type { SsoProfile } from "@/db/schema/single-sign-on";
import { recordAudit } from "@/lib/audit";
import { createPersonWithoutPassword, emailSchema } from "@/lib/auth";
import type { TenantContext } from "@/lib/context";
import { found, GatehouseError } from "@/lib/errors";
import { companyDomainOf, joinBySingleSignOn } from "@/lib/tenancy";
import { type Connection, lockedConnection } from "../connection/connections";
import { joiningRoles } from "../joining-roles";
import { notVouched } from "../oidc/provider";
import { SsoRefusal } from "../refusal";
import { turnedOff } from "./require-usable";

export type Admitted = { userId: string; email: string };

type Answer = { profile: SsoProfile; answeredAt: Date | null };

/**
 * The member that an identity provider names. A person it has named before is found by subject alone. Anyone else needs an address at a
 * domain the organization has verified: they join, or their account is linked.
 *
 * @throws SsoRefusal
 */
export async function admit(ctx: TenantContext, { profile, answeredAt }: Answer): Promise<Admitted> {
  // One at a time, so that two responses about a new person don't both create an account.
  const connection = await lockedConnection(ctx);
  // It may have been turned off or removed while this waited for the lock.
  if (!connection?.enabledAt) throw turnedOff();
  refuseEarlierSettings(connection, answeredAt);
  const known = await findKnown(ctx, profile);
  if (known) return known;
  const email = await requireOwnAddress(ctx, profile);
  const { userId, isNew } = await personAt(ctx, email, profile);
  await refuseOtherIdentity(ctx, userId);
  const joined = await join(ctx, connection, { userId, email });
  await ctx.tx.insert(ssoIdentities).values({
    organizationId: ctx.organizationId,
    issuer: profile.issuer,
    subject: profile.subject,
    userId,
    email,
    createdAt: ctx.wall,
    lastUsedAt: ctx.wall,
  });
  await recordAudit(ctx, {
    organizationId: ctx.organizationId,
    action: joined ? "sso.member_joined" : "sso.account_linked",
    subject: userId,
    details: { newAccount: isNew, ...(joined ? { role: joined } : {}) },
    personal: { personId: userId, email },
  });
  return { userId, email };
}

/** The provider, or its certificate, may have been replaced because it isn't trusted anymore. */
function refuseEarlierSettings({ updatedAt }: Connection, answeredAt: Date | null): void {
  if (answeredAt && answeredAt > updatedAt) return;
  throw new SsoRefusal("expired", "The connection's settings have changed since the provider responded.");
}

/** A linked person is always a member: leaving the team removes the link. */
async function findKnown({ tx, organizationId, wall }: TenantContext, { issuer, subject }: SsoProfile) {
  const identity = and(
    eq(ssoIdentities.organizationId, organizationId),
    eq(ssoIdentities.issuer, issuer),
    eq(ssoIdentities.subject, subject),
  );
  const [known] = await tx
    .select({ userId: ssoIdentities.userId, email: users.email })
    .from(ssoIdentities)
    .innerJoin(users, eq(users.id, ssoIdentities.userId))
    .where(identity);
  if (known) await tx.update(ssoIdentities).set({ lastUsedAt: wall }).where(identity);
  return known;
}

async function requireOwnAddress({ tx, organizationId }: TenantContext, profile: SsoProfile): Promise<string> {
  if (profile.untrustedAddress) throw notVouched();
  const parsed = emailSchema.safeParse(profile.email);
  if (!parsed.success) throw new SsoRefusal("no_email", "The identity provider sent no email address.");
  const email = parsed.data;
  const domain = companyDomainOf(email);
  const [verified] = await tx
    .select({ domain: ssoDomainClaims.domain })
    .from(ssoDomainClaims)
    .where(and(eq(ssoDomainClaims.domain, domain ?? ""), eq(ssoDomainClaims.claimedFor, organizationId)));
  if (!verified) throw new SsoRefusal("domain_not_verified", `The domain of ${email} isn't verified.`);
  return email;
}

/**
 * The account with an address, or a new one. An account whose address was never verified isn't linked: someone else may have signed up
 * with it in advance and know its password.
 */
async function personAt(ctx: TenantContext, email: string, { name }: SsoProfile) {
  let user = await accountWith(ctx, email);
  if (!user) {
    const userId = await createPersonWithoutPassword(ctx, { email, name });
    if (userId) return { userId, isNew: true };
    // They signed up in another tab at the same moment.
    user = found(await accountWith(ctx, email), "account");
  }
  if (!user.verified) {
    throw new SsoRefusal("account_not_verified", `The account with ${email} has never been verified.`);
  }
  return { userId: user.userId, isNew: false };
}

async function accountWith({ tx }: TenantContext, email: string) {
  const [user] = await tx
    .select({ userId: users.id, verified: users.emailVerified })
    .from(users)
    .where(eq(users.email, email));
  return user;
}

/** An address can be reassigned to someone else. Then the subject is different. */
async function refuseOtherIdentity({ tx, organizationId }: TenantContext, userId: string): Promise<void> {
  const [other] = await tx
    .select({ subject: ssoIdentities.subject })
    .from(ssoIdentities)
    .where(and(eq(ssoIdentities.organizationId, organizationId), eq(ssoIdentities.userId, userId)));
  if (!other) return;
  throw new SsoRefusal("other_identity", "The account is linked to another user at the identity provider.");
}

/** @returns the role, if the person wasn't a member yet. */
async function join(ctx: TenantContext, connection: Connection, person: { userId: string; email: string }) {
  const [member] = await ctx.tx
    .select({ role: memberships.role })
    .from(memberships)
    .where(and(eq(memberships.organizationId, ctx.organizationId), eq(memberships.userId, person.userId)));
  if (member) return undefined;
  const defaultRole = joiningRoles.find((role) => role === connection.defaultRole) ?? "member";
  try {
    return await joinBySingleSignOn(ctx, { ...person, defaultRole });
  } catch (error) {
    if (!(error instanceof GatehouseError)) throw error;
    if (error.details.reason === "deactivated") {
      throw new SsoRefusal("deactivated", error.message, { cause: error });
    }
    if (error.code === "limit_reached") throw new SsoRefusal("no_seat", error.message, { cause: error });
    if (error.code === "read_only" || error.code === "forbidden") {
      throw new SsoRefusal("read_only", error.message, { cause: error });
    }
    throw error;
  }
}
