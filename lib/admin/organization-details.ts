import "server-only";
import { asc, desc, eq } from "drizzle-orm";
import { memberships, movements, organizations, subscriptions, trials, users } from "@/db/schema";
import { recentAudit } from "@/lib/audit";
import { supportSessions } from "@/lib/auth";
import { billingSummary, invoicesPage, openInvoices } from "@/lib/billing";
import { type Context, inTenant, setTenant } from "@/lib/context";
import { overridesOf } from "@/lib/entitlements";
import { found } from "@/lib/errors";
import type { Money } from "@/lib/money";
import { product } from "@/lib/products";
import { usageReport } from "@/lib/usage";
import { healthOf } from "./organization/health";
import { deletionOf, emailsOf, openMismatches, stripeEventsOf } from "./organization/history";
import { notesOf } from "./organization/notes";
import { timelineOf } from "./organization/timeline";
import { stripeFacts } from "./stripe-facts";

export type OrganizationDetails = Awaited<ReturnType<typeof organizationDetails>>;

/** Everything `/admin` shows of one organization. @throws GatehouseError `not_found`. */
export async function organizationDetails(platform: Context, organizationId: string) {
  const ctx = inTenant(platform, organizationId);
  await setTenant(ctx.tx, organizationId);
  const { trial, ...organization } = await profile(ctx, organizationId);
  const [
    billing,
    { meters, entitlements, refusedBy, credits },
    overrides,
    invoices,
    owed,
    members,
    changes,
    audit,
    stripe,
    emails,
    events,
    sessions,
    notes,
    mismatches,
    deletion,
  ] = await Promise.all([
    billingSummary(ctx),
    usageReport(ctx),
    overridesOf(ctx),
    invoicesPage(ctx, { limit: 12 }),
    openInvoices(ctx),
    membersOf(ctx, organizationId),
    movementsOf(ctx, organizationId),
    recentAudit(ctx, 25),
    stripeFacts(ctx),
    emailsOf(ctx, 15),
    stripeEventsOf(ctx, organization.stripeCustomerId, 15),
    supportSessions(ctx, 10),
    notesOf(ctx),
    openMismatches(ctx),
    deletionOf(ctx),
  ]);
  const limits = meters.filter(({ state }) => state !== "not_included");
  const { suspendedAt, pastDueSince, trialEndsAt, cancelAt, status } = billing;
  const health = healthOf({
    now: ctx.now,
    status,
    suspendedAt,
    deletionDueAt: deletion?.dueAt ?? null,
    trialEndsAt,
    cancelAt,
    pastDueSince,
    owed: owedAmounts(owed),
    mismatches: mismatches.length,
    atLimit: limits.filter(({ stopped }) => !stopped.allowed).map(({ name }) => name),
    disputes: stripe.disputes.filter(({ status: state }) => openDisputes.has(state)).length,
    customerDeletedAt: stripe.subscription.customerDeletedAt,
    failingEmails: emails.filter(({ state }) => state === "failing").length,
    cardExpired: isExpired(billing.card?.expires, ctx.now),
  });
  return {
    organization,
    trial,
    owner: members.find(({ role }) => role === "owner") ?? null,
    answers: answersOf(organization.profile),
    billing,
    usage: meters,
    access: { access: entitlements.access, since: entitlements.accessSince, refusal: refusedBy?.message ?? null },
    limits,
    overrides,
    credits: credits.balances,
    invoices: invoices.data,
    members,
    movements: changes,
    audit,
    stripe,
    emails,
    events,
    supportSessions: sessions,
    notes,
    mismatches,
    deletion,
    health,
    timeline: timelineOf({ audit, movements: changes, emails, notes }, 30),
  };
}

/** Disputes that still can be answered or decided. */
const openDisputes: ReadonlySet<string> = new Set([
  "warning_needs_response",
  "warning_under_review",
  "needs_response",
  "under_review",
]);

/** The open amounts, added up per currency. */
function owedAmounts(open: readonly { amountRemaining: number; currency: string }[]): Money[] {
  const sums = new Map<string, number>();
  for (const { currency, amountRemaining } of open) sums.set(currency, (sums.get(currency) ?? 0) + amountRemaining);
  return [...sums].map(([currency, amount]) => ({ currency, amount }));
}

/** @param expires `12/2026`, or `12/26`: through the end of that month. */
function isExpired(expires: string | undefined, now: Date): boolean {
  const [month, year] = (expires ?? "").split("/").map(Number);
  if (!month || !year) return false;
  return Date.UTC(year < 100 ? 2000 + year : year, month) <= now.getTime();
}

async function profile({ tx }: Context, organizationId: string) {
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
      trial: trials,
    })
    .from(organizations)
    .innerJoin(subscriptions, eq(subscriptions.organizationId, organizations.id))
    .innerJoin(trials, eq(trials.organizationId, organizations.id))
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
