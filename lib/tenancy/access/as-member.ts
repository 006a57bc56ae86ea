import "server-only";
import { cookies, headers } from "next/headers";
import { z } from "zod";
import { recordRefusal } from "@/lib/audit";
import {
  endOwnSession,
  impersonationOver,
  isSingleSignOnOver,
  organizationCookieName,
  requireConfirmed,
  requireInPerson,
  requireSession,
  type Session,
  secondFactorMissing,
  sessionActor,
  singleSignOnMissing,
  singleSignOnOver,
} from "@/lib/auth";
import { type TenantContext, withoutTenant } from "@/lib/context";
import { assertAccess, entitlementsOf } from "@/lib/entitlements";
import { env } from "@/lib/env";
import { forbidden } from "@/lib/errors";
import type { Role } from "../members/roles";
import { type ChosenOrganization, chooseOrganization, memberOfNone } from "./choose-organization";
import { inTurn } from "./in-turn";
import { assertNamed, type NamedOrganization } from "./named-organization";
import { pathHeader } from "./path-header";
import { ssoFeature } from "./sso-feature";
import { takeStripeAllowance } from "./stripe-allowance";

/** A signed-in person in the selected organization: the context of every verb a customer calls. */
export type Member = TenantContext & {
  session: Session;
  role: Role;
  lastSeenOn: ChosenOrganization["lastSeenOn"];
  organization: ChosenOrganization["organization"];
};

export type MemberOptions = {
  /** Which organization it is meant for. Another one than the selected one is refused, and so is none. */
  organization: NamedOrganization;
  /** The roles allowed; by default all. */
  roles?: readonly Role[];
  /** Requires a verified email address: to invite, create keys or buy. */
  verified?: boolean;
  /** Requires that the person has confirmed their identity within the last 10 minutes: see `requireConfirmed`. */
  confirmed?: boolean;
  /**
   * What the organization's access must allow: `write` to create or change, `read` to view. Omitted where a suspended
   * organization is allowed too (billing), and where the verb itself checks.
   */
  need?: "read" | "write";
  /** A platform admin may do it in a support session, too. Refused unless declared: see `lib/audit/in-support-session.ts`. */
  supportSession?: boolean;
  /**
   * Calls Stripe while it holds a database connection, so it waits for one of a limited number of slots: see `inTurn`.
   */
  asksStripe?: boolean;
  /** Part of a purchase, which goes before questions when Stripe takes no more calls: see `takeStripeAllowance`. */
  purchase?: boolean;
  /** What is tried, for the audit log: method and path of an endpoint. By default the page that is shown. */
  attempted?: string;
};

/**
 * Runs `work` in a transaction of the signed-in member's organization.
 * @throws GatehouseError `unauthenticated`, `not_found` (member of no organization), `invalid_input` or `conflict` with
 *   `reason: "other_organization"` (see `assertNamed`), `forbidden` (role, unverified
 *   address with `reason: "unverified"`, `reason: "second_factor"`, `"single_sign_on"` or `"confirmation"`, a support session with
 *   `reason: "impersonation"`, a write in a read-only session, or a suspended organization), `read_only`, `unavailable` when no
 *   slot becomes free, `rate_limited` when Stripe is asked too often.
 */
export async function asMember<T>(options: MemberOptions, work: (member: Member) => Promise<T>): Promise<T> {
  const session = await requireSession();
  const act = () => inOwnOrganization(session, options, work);
  return options.asksStripe ? inTurn(session.user.id, act) : act();
}

async function inOwnOrganization<T>(
  session: Session,
  options: MemberOptions,
  work: (member: Member) => Promise<T>,
): Promise<T> {
  const onlyId = session.impersonator?.organizationId ?? session.assurance.ssoOrganizationId ?? undefined;
  const preferredId = onlyId ?? (await preferredOrganization());
  const actor = sessionActor(session);
  let organizationId: string | undefined;
  return withoutTenant({ actor }, async (ctx) => {
    const { role, lastSeenOn, organization } = await chooseOrganization(ctx, { userId: session.user.id, preferredId });
    organizationId = organization.id;
    // A support session is for one organization, never for another one of the same customer.
    if (session.impersonator && organization.id !== onlyId) throw impersonationOver();
    // Nor does an identity provider's word count in another organization than its own.
    if (onlyId !== undefined && organization.id !== onlyId) throw memberOfNone();
    if (outlivesSingleSignOn(session, organization)) throw singleSignOnOver();
    assertNamed(options.organization, organization);
    if (!options.supportSession) requireInPerson(ctx);
    authorize({ session, role }, options);
    const member = { ...ctx, organizationId: organization.id, session, role, lastSeenOn, organization };
    await requireSingleSignOn(member);
    requireSecondFactor(member);
    if (options.confirmed) requireConfirmed(member);
    if (options.asksStripe || options.purchase) {
      await takeStripeAllowance(organization.id, options.purchase ? "purchase" : "question");
    }
    if (options.need) assertAccess(await entitlementsOf(member), options.need);
    return work(member);
  }).catch(async (error: unknown) => {
    if (isSingleSignOnOver(error)) await endOwnSession(session);
    if (organizationId)
      await recordRefusal(error, { organizationId, actor, attempted: options.attempted ?? (await shownPath()) });
    throw error;
  });
}

/**
 * A session counts only while the connection that opened it is on. It doesn't once the connection is off, was removed, or is on again,
 * perhaps for another provider. Turning it off ends its sessions, but not one that is being opened at this moment.
 */
function outlivesSingleSignOn({ assurance }: Session, { ssoEnabledAt }: Member["organization"]): boolean {
  return assurance.ssoOrganizationId !== null && (ssoEnabledAt === null || assurance.createdAt < ssoEnabledAt);
}

/** Owners keep their password, for when the identity provider is down. A plan without the feature requires nothing. */
async function requireSingleSignOn(member: Member): Promise<void> {
  const { session, organization, role } = member;
  if (!organization.ssoRequiredAt || role === "owner" || session.impersonator) return;
  if (session.assurance.ssoOrganizationId === organization.id) return;
  const { features } = await entitlementsOf(member);
  if (features.includes(ssoFeature)) throw singleSignOnMissing(organization);
}

/** A support session is as sure as the admin's own, which has a second factor. How sure single sign-on is, its organization decides. */
function requireSecondFactor({ session, organization }: Member): void {
  if (!organization.twoFactorRequiredAt || session.impersonator) return;
  const { secondFactor, ssoOrganizationId } = session.assurance;
  if (secondFactor === null && ssoOrganizationId !== organization.id) throw secondFactorMissing();
}

/** The page that is shown or whose action was called; null for endpoints, which name themselves. */
const shownPath = async (): Promise<string | null> => (await headers()).get(pathHeader);

/** The person's choice among their organizations; from a cookie, so it may be forged. */
async function preferredOrganization(): Promise<string | undefined> {
  const value = (await cookies()).get(organizationCookieName(env.APP_URL))?.value;
  return z.uuid().safeParse(value).data;
}

function authorize({ session, role }: { session: Session; role: Role }, { roles, verified }: MemberOptions): void {
  if (roles && !roles.includes(role)) {
    throw forbidden(`Only ${listOf(roles)} can do this.`, { reason: "role", roles });
  }
  if (verified && !session.user.emailVerified) {
    throw forbidden("Verify your email address first. We sent you a link.", { reason: "unverified" });
  }
}

function listOf(roles: readonly Role[]): string {
  return new Intl.ListFormat("en", { type: "disjunction" }).format(roles.map((role) => `the ${role} role`));
}
