import "server-only";
import { asc, eq } from "drizzle-orm";
import { memberships, organizations, subscriptions, users } from "@/db/schema";
import { billingSummary } from "@/lib/billing";
import { type Context, inTenant, setTenant } from "@/lib/context";
import { overridesOf } from "@/lib/entitlements";
import { found } from "@/lib/errors";
import { describeNow, usageNow } from "@/lib/usage";

/** What the API tells platform admins about one organization. @throws GatehouseError `not_found`. */
export async function readOrganization(platform: Context, organizationId: string) {
  const ctx = inTenant(platform, organizationId);
  await setTenant(ctx.tx, organizationId);
  const organization = await profileOf(ctx, organizationId);
  const [subscription, usage, overrides, members] = await Promise.all([
    billingSummary(ctx),
    usageNow(ctx),
    overridesOf(ctx),
    membersOf(ctx, organizationId),
  ]);
  return {
    ...organization,
    subscription,
    usage: describeNow(organizationId, usage),
    overrides: overrides.map(({ id, kind, name, limit, unlimited, enabled, reason, expiresAt }) => ({
      id,
      kind,
      name,
      limit: unlimited ? ("unlimited" as const) : limit,
      enabled,
      reason,
      expiresAt,
    })),
    members,
  };
}

async function profileOf({ tx }: Context, organizationId: string) {
  const [row] = await tx
    .select({
      id: organizations.id,
      name: organizations.name,
      externalId: organizations.externalId,
      domain: organizations.domain,
      profile: organizations.profile,
      createdAt: organizations.createdAt,
      onboardedAt: organizations.onboardedAt,
      mrr: subscriptions.mrr,
      currency: subscriptions.currency,
      stripeCustomerId: subscriptions.stripeCustomerId,
      stripeSubscriptionId: subscriptions.stripeSubscriptionId,
    })
    .from(organizations)
    .innerJoin(subscriptions, eq(subscriptions.organizationId, organizations.id))
    .where(eq(organizations.id, organizationId));
  return found(row, "organization");
}

const membersOf = ({ tx }: Context, organizationId: string) =>
  tx
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      role: memberships.role,
      since: memberships.createdAt,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(eq(memberships.organizationId, organizationId))
    .orderBy(asc(memberships.createdAt));
