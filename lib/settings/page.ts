import "server-only";
import {
  configuredProviders,
  factorsOf,
  hasPassword,
  linkedAccounts,
  openSessions,
  passkeysExist,
  pendingEmailChange,
  signInHistory,
  supportSessions,
} from "@/lib/auth";
import { billingSummary } from "@/lib/billing";
import { catalog } from "@/lib/catalog";
import { emailPreferences } from "@/lib/email";
import { entitlementsOf } from "@/lib/entitlements";
import { apiFeature, directoryFeature, listApiKeys, listDirectoryTokens } from "@/lib/keys";
import { organizationProfile } from "@/lib/onboarding";
import { product } from "@/lib/products";
import { scimUrl } from "@/lib/scim";
import { sellsSso, ssoFeature, ssoState } from "@/lib/single-sign-on";
import { type Member, teamManagers } from "@/lib/tenancy";

/** How many sign-ins the page shows. */
const historyLength = 10;

const paying = ["active", "past_due", "unpaid", "paused"] as const;

/** What the settings page shows a member. */
export async function settingsFacts(member: Member) {
  const { session, organization, role, now, wall } = member;
  const manages = teamManagers.some((manager) => manager === role);
  const [factors, sessions, entitlements, emails, billing] = await Promise.all([
    factorsOf(member, session.user.id),
    openSessions(member, session.user.id),
    entitlementsOf(member),
    emailPreferences(member, session.user.email),
    billingSummary(member),
  ]);
  // A company's identity provider doesn't get to see how the person signs in elsewhere.
  const isOwnSession = session.assurance.ssoOrganizationId === null;
  const hasApi = entitlements.features.includes(apiFeature);
  return {
    /** Product time, which the audit log uses. */
    now,
    /** Real time, which sessions and keys use. */
    wall,
    organization: {
      id: organization.id,
      name: organization.name,
      twoFactorRequiredAt: organization.twoFactorRequiredAt,
    },
    /** The product's questions, and the answers so far. */
    questions: product.questions,
    profile: (await organizationProfile(member)).profile,
    person: session.user,
    /** `required`: why the person has to have one, as a sentence. `passkeysExist`: browsers have them under this address. `inSession`: this session was opened with one. */
    factors: {
      ...factors,
      required: whyRequired(member),
      passkeysExist: passkeysExist(),
      inSession: session.assurance.secondFactor !== null,
    },
    hasPassword: await hasPassword(member, session.user.id),
    /** Whether the person signed in themselves. Otherwise the company's identity provider did, and facts about the account are left out. */
    isOwnSession,
    /** The accounts the person signs in with, also of providers that are no longer offered. */
    linkedAccounts: isOwnSession ? await linkedAccounts(member, session.user.id) : [],
    /** The providers one can link an account of. */
    providers: isOwnSession ? configuredProviders() : [],
    /** Null where the product doesn't sell it. */
    singleSignOn: sellsSso() ? { state: await ssoState(member), includedIn: planWith(ssoFeature) } : null,
    emails,
    manages,
    isOwner: role === "owner",
    /** For owners and admins only. */
    supportSessions: manages ? await supportSessions(member, 5) : undefined,
    /** A change of address that both addresses haven't confirmed yet. */
    emailChange: isOwnSession ? await pendingEmailChange(member, session.user.id) : null,
    history: (await historyOf(member)).filter(
      ({ ssoOrganizationId }) => isOwnSession || ssoOrganizationId === organization.id,
    ),
    /** The plan being paid for; null without one. */
    paidPlan: paying.some((status) => status === billing.status) ? billing.plan.name : null,
    sessions: sessions
      .filter(({ ssoOrganizationId }) => isOwnSession || ssoOrganizationId === organization.id)
      .map(({ id, userAgent, address, createdAt }) => ({
        id,
        userAgent,
        address,
        createdAt,
        isCurrent: id === session.sessionId,
      })),
    /** For owners only. `isIncluded`: whether the plan has it; otherwise `includedIn` names the plan that does. Tokens can always be revoked. */
    directory:
      role === "owner"
        ? {
            url: scimUrl(),
            isIncluded: entitlements.features.includes(directoryFeature),
            tokens: await listDirectoryTokens(member),
            includedIn: planWith(directoryFeature),
          }
        : undefined,
    /** Undefined where the plan doesn't include the API; `apiIncludedIn` then names the plan that does. */
    keys: hasApi ? await (manages ? listApiKeys(member) : []) : undefined,
    apiIncludedIn: planWith(apiFeature),
  };
}

const historyOf = (member: Member) =>
  signInHistory(member, {
    userId: member.session.user.id,
    email: member.session.user.email,
    tenant: member.organizationId,
    limit: historyLength,
  });

const planWith = (feature: string) => catalog.plans.find((plan) => plan.features.includes(feature))?.name;

function whyRequired({ session, organization }: Member): string | null {
  if (session.user.isPlatformAdmin) return "Platform admins need two-factor authentication.";
  return organization.twoFactorRequiredAt ? `${organization.name} requires two-factor authentication.` : null;
}

export type SettingsFacts = Awaited<ReturnType<typeof settingsFacts>>;
