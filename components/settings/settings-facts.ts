import "server-only";
import { openSessions, visitsTo } from "@/lib/auth";
import { billingSummary } from "@/lib/billing";
import { catalog } from "@/lib/catalog";
import { emailPreferences } from "@/lib/email";
import { entitlementsOf } from "@/lib/entitlements";
import { apiFeature, listApiKeys } from "@/lib/keys";
import { type Member, teamManagers } from "@/lib/tenancy";
import { describeAgent } from "./security/describe-agent";

const paying = ["active", "past_due", "paused"] as const;

/** What the settings page shows a member. */
export async function settingsFacts(member: Member) {
  const { session, organization, role, now, wall } = member;
  const manages = teamManagers.some((manager) => manager === role);
  const [sessions, entitlements, emails, billing] = await Promise.all([
    openSessions(member, session.user.id),
    entitlementsOf(member),
    emailPreferences(member, session.user.email),
    billingSummary(member),
  ]);
  const hasApi = entitlements.features.includes(apiFeature);
  const soldWith = catalog.plans.find((plan) => plan.features.includes(apiFeature))?.name;
  return {
    /** Sessions and keys go by the wall's time. */
    now: wall,
    organization: { id: organization.id, name: organization.name },
    person: session.user,
    emails,
    manages,
    /** Only for who manages; by product time, as the log is. */
    visits: manages ? await visitsTo(member, 5) : undefined,
    productNow: now,
    owns: role === "owner",
    /** The plan that is paid for now; null when none is. */
    paidPlan: paying.some((status) => status === billing.status) ? billing.plan.name : null,
    sessions: sessions.map(({ id, userAgent, createdAt }) => ({
      id,
      device: describeAgent(userAgent),
      createdAt,
      isThis: id === session.sessionId,
    })),
    /** Undefined where the plan has no API access; then `soldWith` names the plan that has. */
    keys: hasApi ? await (manages ? listApiKeys(member) : []) : undefined,
    soldWith,
  };
}

export type SettingsFacts = Awaited<ReturnType<typeof settingsFacts>>;
