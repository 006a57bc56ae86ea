import { sql } from "drizzle-orm";
import { check, foreignKey, index, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { instant, organizationId } from "./columns";
import { memberships, organizations, roleNames } from "./tenancy";

/** How an organization's members sign in at its own identity provider. One per organization. */
export const ssoConnections = pgTable(
  "sso_connections",
  {
    organizationId: organizationId()
      .primaryKey()
      .references(() => organizations.id, { onDelete: "cascade" }),
    kind: text({ enum: ["saml", "oidc"] }).notNull(),
    /** SAML: the provider's entity ID. OIDC: its issuer. Subjects are unique within it only. */
    issuer: text().notNull(),
    /** SAML: where requests are sent (HTTP-Redirect). */
    signOnUrl: text(),
    /** SAML: the certificates that may sign, in base64. Several during a rotation. */
    certificates: text().array().notNull().default([]),
    /** OIDC. */
    clientId: text(),
    /** OIDC: encrypted. */
    clientSecret: text(),
    /** The role of people who join by signing in. */
    defaultRole: text({ enum: roleNames }).notNull(),
    /** When a test last succeeded with these settings. Null after a change. */
    testedAt: instant(),
    enabledAt: instant(),
    /** When it became required. Owners may still sign in with their password. */
    requiredAt: instant(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (table) => [
    check(
      "sso_connection_whole",
      sql`(${table.kind} <> 'saml' or (${table.signOnUrl} is not null and cardinality(${table.certificates}) > 0))
        and (${table.kind} <> 'oidc' or (${table.clientId} is not null and ${table.clientSecret} is not null))`,
    ),
    check("sso_required_is_enabled", sql`${table.requiredAt} is null or ${table.enabledAt} is not null`),
  ],
);

/** Email domains of an organization. Once its DNS shows the proof, people at the domain may sign in through the connection. */
export const ssoDomains = pgTable(
  "sso_domains",
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: "cascade" }),
    /** In ASCII and lower case. */
    domain: text().notNull(),
    /** The value of the DNS record, which isn't a secret. */
    proof: text().notNull(),
    createdAt: instant().notNull(),
    verifiedAt: instant(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.domain] })],
);

/** Which organization has verified a domain. Only one can, so this isn't a tenant table. */
export const ssoDomainClaims = pgTable("sso_domain_claims", {
  domain: text().primaryKey(),
  claimedFor: uuid()
    .notNull()
    .references(() => organizations.id, { onDelete: "cascade" }),
  claimedAt: instant().notNull(),
});

/** Who a member is at the identity provider: its subject, never an email address, which can be reassigned. */
export const ssoIdentities = pgTable(
  "sso_identities",
  {
    organizationId: organizationId(),
    issuer: text().notNull(),
    subject: text().notNull(),
    userId: uuid().notNull(),
    /** The address in the first assertion. */
    email: text().notNull(),
    createdAt: instant().notNull(),
    lastUsedAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.issuer, table.subject] }),
    unique().on(table.organizationId, table.userId),
    // Someone who leaves the team and comes back is linked again.
    foreignKey({
      columns: [table.organizationId, table.userId],
      foreignColumns: [memberships.organizationId, memberships.userId],
    }).onDelete("cascade"),
  ],
);

/** What an identity provider said about a person. */
export type SsoProfile = {
  issuer: string;
  subject: string;
  email: string | null;
  name: string | null;
  /** The provider can't be trusted about the address. */
  untrustedAddress?: true;
};

/** What a test shows to the owner. Neither tokens nor signatures. */
export type SsoReceived = {
  profile?: SsoProfile;
  attributes?: Record<string, string>;
  problem?: string;
  reason?: string;
};

/** A sign-in, or a test of the connection, that is at the identity provider. Answered once. */
export const ssoRequests = pgTable(
  "sso_requests",
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: "cascade" }),
    /** The SAML request ID or the OIDC state. */
    id: text().notNull(),
    purpose: text({ enum: ["sign_in", "test"] }).notNull(),
    /** SHA-256 of the browser's cookie: only the browser that began it may finish it. */
    browserHash: text().notNull(),
    /** For tests: the owner who runs it. */
    testedBy: uuid(),
    /** Where to go afterward: one of our paths. */
    next: text().notNull(),
    /** OIDC. */
    nonce: text(),
    codeVerifier: text(),
    createdAt: instant().notNull(),
    expires: instant().notNull(),
    answeredAt: instant(),
    /** The SAML assertion ID, which isn't accepted again. */
    assertionId: text(),
    profile: jsonb().$type<SsoProfile>(),
    finishedAt: instant(),
    received: jsonb().$type<SsoReceived>(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    unique().on(table.organizationId, table.assertionId),
    index().on(table.expires),
  ],
);
