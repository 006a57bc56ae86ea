import "server-only";
import { asc, desc, eq } from "drizzle-orm";
import { memberships, movements, organizations, subscriptions, users } from "@/db/schema";
import { recentAudit } from "@/lib/audit";
import { billingSummary, invoicesPage } from "@/lib/billing";
import { type Context, inTenant, setTenant } from "@/lib/context";
import { overridesOf } from "@/lib/entitlements";
import { found } from "@/lib/errors";
import { product } from "@/lib/products";
import { usageReport } from "@/lib/usage";
import { stripeFacts } from "./stripe-facts";

export type OrganizationDetails = Awaited<ReturnType<typeof organizationDetails>>;

/** Everything `/admin` shows of one organization. @throws GatehouseError `not_found`. */
export async function organizationDetails(platform: Context, organizationId: string) {
  const ctx = inTenant(platform, organizationId);
  await setTenant(ctx.tx, organizationId);
  const organization = await profile(ctx, organizationId);
  const [billing, { meters, entitlements, refusedBy }, overrides, invoices, members, changes, audit, stripe] =
    await Promise.all([
      billingSummary(ctx),
      usageReport(ctx),
      overridesOf(ctx),
      invoicesPage(ctx, { limit: 12 }),
      membersOf(ctx, organizationId),
      movementsOf(ctx, organizationId),
      recentAudit(ctx, 25),
      stripeFacts(ctx),
    ]);
  const answers = answersOf(organization.profile);
  const limits = meters.filter(({ state }) => state !== "not_included");
  return {
    organization,
    answers,
    billing,
    usage: meters,
    access: { access: entitlements.access, since: entitlements.accessSince, refusal: refusedBy?.message ?? null },
    limits,
    overrides,
    invoices: invoices.data,
    members,
    movements: changes,
    audit,
    stripe,
  };
}

async function profile({ tx }: Context, organizationId: string) {
  const [row] = await tx
    .select({
      id: organizations.id,
      name: organizations.name,
      externalId: organizations.externalId,
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

/** The questions of onboarding with their answers, as the product labels them. */
function answersOf(profile: Readonly<Record<string, string>>): { question: string; answer: string | undefined }[] {
  return product.questions.map(({ key, label, choices }) => ({
    question: label,
    answer: choices.find(({ value }) => value === profile[key])?.label ?? profile[key],
  }));
}

const membersOf = ({ tx }: Context, organizationId: string) =>
  tx
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      isPlatformAdmin: users.isPlatformAdmin,
      role: memberships.role,
      since: memberships.createdAt,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(eq(memberships.organizationId, organizationId))
    .orderBy(asc(memberships.createdAt));

const movementsOf = ({ tx }: Context, organizationId: string) =>
  tx
    .select()
    .from(movements)
    .where(eq(movements.organizationId, organizationId))
    .orderBy(desc(movements.occurredAt), desc(movements.id))
    .limit(25);
