import "server-only";
import { billingRoles, openInvoice } from "@/lib/billing";
import type { TenantContext } from "@/lib/context";
import { daysUntil } from "@/lib/durations";
import type { AccessRule } from "@/lib/entitlements";
import { oncePerRequest } from "@/lib/once-per-request";
import type { Member } from "./access/as-member";
import { pageBilling, pageEntitlements } from "./access/page-reads";
import { type PendingInvitation, pendingInvitations } from "./invitations/pending-invitations";
import type { Role } from "./members/roles";
import { type TeamMember, teamMembers } from "./members/team-members";

/** Reads for a page, or answers undefined while the organization is suspended, so that the page can say so. */
export async function whenReadable<T>(ctx: TenantContext, read: () => Promise<T>): Promise<T | undefined> {
  const { access } = await pageEntitlements(ctx);
  return access === "blocked" ? undefined : read();
}

/** Rules under which nothing is bought: a free plan took over, or the organization is read-only. */
const endedRules: ReadonlySet<AccessRule> = new Set(["trial_over", "trial_refused", "unverified", "cancelled"]);

/** The plan, as the shell and the dashboard show it. */
export const planFacts = oncePerRequest(async (member: Member) => {
  const { accessRule: rule, access, plan } = await pageEntitlements(member);
  const { trialEndsAt, verifyBy, cancelAt, price, card } = await pageBilling(member);
  const managesBilling = billingRoles.some((role) => role === member.role);
  const fellBack = endedRules.has(rule) && access === "full";
  return {
    access,
    rule,
    verifyBy,
    name: plan.name,
    price,
    trialDaysLeft: daysUntil(trialEndsAt, member.now),
    bought: rule !== "trial" && !endedRules.has(rule),
    facts: {
      rule,
      planName: plan.name,
      trialEndsAt,
      cancelAt,
      fallbackPlan: fellBack ? plan.name : null,
      owed: managesBilling && access !== "full" ? await openInvoice(member) : null,
      card: managesBilling ? card : null,
    },
  };
});
export type PlanFacts = Awaited<ReturnType<typeof planFacts>>;

export type TeamFacts = {
  me: { userId: string; role: Role; verified: boolean };
  members: TeamMember[];
  invitations: PendingInvitation[];
  now: Date;
};

/** What the team page shows. */
export async function teamFacts(member: Member): Promise<TeamFacts> {
  const { user } = member.session;
  const [members, invitations] = await Promise.all([teamMembers(member), pendingInvitations(member)]);
  const me = { userId: user.id, role: member.role, verified: user.emailVerified };
  return { me, members, invitations, now: member.now };
}
