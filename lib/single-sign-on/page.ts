import "server-only";
import { and, asc, eq, ne } from "drizzle-orm";
import { memberships, ssoDomains, ssoRequests, users } from "@/db/schema";
import { entitlementsOf, offerOf } from "@/lib/entitlements";
import { companyDomainOf, type Member } from "@/lib/tenancy";
import { ownAddresses } from "./addresses";
import { type Connection, connectionOf } from "./connection/connections";
import { ssoFeature } from "./feature";
import { certificateFacts } from "./saml/certificates";

/** What the page for setting up single sign-on shows an owner. `test`: the id of the test to show, from the URL. */
export async function ssoFacts(member: Member, test: string | undefined) {
  const connection = await connectionOf(member);
  const domains = await domainsOf(member);
  return {
    offer: await offerOf(member, ssoFeature),
    organization: member.organization.name,
    addresses: ownAddresses(member.organizationId),
    connection: connection ? shownConnection(connection) : null,
    domains,
    outside: await membersOutside(member, domains),
    test: test === undefined ? null : await testOf(member, test),
    now: member.wall,
  };
}

export type SsoFacts = Awaited<ReturnType<typeof ssoFacts>>;

/** Without the client secret. */
function shownConnection({ kind, issuer, signOnUrl, certificates, clientId, defaultRole, ...times }: Connection) {
  const { testedAt, enabledAt, requiredAt } = times;
  return {
    kind,
    issuer,
    signOnUrl,
    clientId,
    defaultRole,
    testedAt,
    enabledAt,
    requiredAt,
    certificates: certificates.map(certificateFacts),
  };
}

const domainsOf = ({ tx, organizationId }: Member) =>
  tx
    .select({ domain: ssoDomains.domain, proof: ssoDomains.proof, verifiedAt: ssoDomains.verifiedAt })
    .from(ssoDomains)
    .where(eq(ssoDomains.organizationId, organizationId))
    .orderBy(asc(ssoDomains.domain));

/** Members whose address isn't at a verified domain: they lose access once single sign-on is required. Owners don't. */
async function membersOutside(
  { tx, organizationId }: Member,
  domains: readonly { domain: string; verifiedAt: Date | null }[],
): Promise<string[]> {
  const rows = await tx
    .select({ email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.organizationId, organizationId), ne(memberships.role, "owner")))
    .orderBy(asc(users.email));
  const verified = new Set(domains.filter(({ verifiedAt }) => verifiedAt).map(({ domain }) => domain));
  return rows.map(({ email }) => email).filter((email) => !verified.has(companyDomainOf(email) ?? ""));
}

/** A test that this owner ran. Null for anyone else's. */
async function testOf({ tx, organizationId, session }: Member, id: string) {
  const [row] = await tx
    .select({ received: ssoRequests.received, answeredAt: ssoRequests.answeredAt })
    .from(ssoRequests)
    .where(
      and(
        eq(ssoRequests.organizationId, organizationId),
        eq(ssoRequests.id, id),
        eq(ssoRequests.purpose, "test"),
        eq(ssoRequests.testedBy, session.user.id),
      ),
    );
  return row?.received ? { ...row.received, at: row.answeredAt } : null;
}

export type SsoState = "not_in_plan" | "paused" | "none" | "set_up" | "optional" | "required";

/** The state of single sign-on for the settings page. `paused`: it is set up, but the plan no longer includes it. */
export async function ssoState(member: Member): Promise<SsoState> {
  const connection = await connectionOf(member);
  const { features } = await entitlementsOf(member);
  if (!features.includes(ssoFeature)) return connection ? "paused" : "not_in_plan";
  if (!connection) return "none";
  if (connection.requiredAt) return "required";
  return connection.enabledAt ? "optional" : "set_up";
}
