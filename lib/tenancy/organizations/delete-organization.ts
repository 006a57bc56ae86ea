import "server-only";
import { and, eq } from "drizzle-orm";
import { memberships, metricOrganizations, organizations, subscriptions, users } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { appUrl, requireInPerson } from "@/lib/auth";
import type { TenantContext } from "@/lib/context";
import { enqueueEmail } from "@/lib/email";
import { conflict, forbidden } from "@/lib/errors";
import { eraseOrganization } from "@/lib/privacy";

/**
 * Permanently deletes an organization and all its data. Kept are its invoices as long as tax law asks, its audit log for a while
 * (without names), its revenue by ID, when its trial began, the fact that its company domain has used one, and its members'
 * accounts. Runs in the platform role. Repeating it does nothing.
 *
 * @throws GatehouseError `forbidden` unless the actor is an owner or the worker; `conflict` while it has a subscription, which must be
 * canceled at Stripe first.
 */
export async function deleteOrganization(ctx: TenantContext): Promise<void> {
  const organization = await locked(ctx);
  if (!organization) return;
  const { name, mrr, status } = organization;
  const owners = await ownersOf(ctx);
  requireInPerson(ctx);
  if (!isScheduled(ctx) && !owners.some(({ id }) => id === ctx.actor.id)) {
    throw forbidden("Only an owner can do this.", { reason: "role" });
  }
  if (mrr !== 0 || liveStatuses.some((live) => live === status)) {
    throw conflict("The subscription is still active. Try again in a minute.", { reason: "subscribed" });
  }
  const { organizationId } = ctx;
  await eraseOrganization(ctx, { name });
  await recordAudit(ctx, {
    organizationId,
    action: "tenancy.organization_deleted",
    personal: { personId: null, facts: { name } },
  });
  await ctx.tx
    .update(metricOrganizations)
    .set({ deletedAt: ctx.now })
    .where(eq(metricOrganizations.organizationId, organizationId));
  await ctx.tx.delete(organizations).where(eq(organizations.id, organizationId));
  for (const { email } of owners) {
    await enqueueEmail(ctx, {
      to: email,
      template: "organization-deleted",
      props: { organization: name, signUpUrl: appUrl("/sign-up"), ...(isScheduled(ctx) ? { byOwner: false } : {}) },
      dedupeKey: `deleted ${organizationId} ${email}`,
    });
  }
}

/** The worker deletes what a platform admin has scheduled. */
const isScheduled = ({ actor }: TenantContext): boolean => actor.kind === "system" && actor.id === "worker";
const liveStatuses = ["active", "past_due", "unpaid", "paused"] as const;

/** Locks the subscription before the organization, in the same order as every billing change. */
async function locked({ tx, organizationId }: TenantContext) {
  const [subscription] = await tx
    .select({ mrr: subscriptions.mrr, status: subscriptions.status })
    .from(subscriptions)
    .where(eq(subscriptions.organizationId, organizationId))
    .for("update");
  const [organization] = await tx
    .select({ name: organizations.name })
    .from(organizations)
    .where(eq(organizations.id, organizationId))
    .for("update");
  return subscription && organization && { ...subscription, ...organization };
}

const ownersOf = ({ tx, organizationId }: TenantContext) =>
  tx
    .select({ id: users.id, email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.organizationId, organizationId), eq(memberships.role, "owner")));
