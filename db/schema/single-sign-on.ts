import { sql } from "drizzle-orm";
import { check, foreignKey, index, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { instant, organizationId } from "./columns";
import { memberships, organizations, roleNames } from "./tenancy";

/** How an organization's members sign in at its own identity provider. One each. */
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
    /** SAML: the certificates that may sign, in base64. Several while the provider replaces one. */
    certificates: text().array().notNull().default([]),
    /** OIDC. */
    clientId: text(),
    /** OIDC: encrypted. */
    clientSecret: text(),
    /** The role of people who join by signing in. */
    defaultRole: text({ enum: roleNames }).notNull(),
    /** When a test last went through with these settings; null after a change. */
    testedAt: instant(),
    enabledAt: instant(),
    /** Since when members have to use it. Owners may still sign in with their password. */
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

/** Which organization has verified a domain: one only, so it isn't a tenant's table. */
export const ssoDomainClaims = pgTable("sso_domain_claims", {
  domain: text().primaryKey(),
  claimedFor: uuid()
    .notNull()
    .references(() => organizations.id, { onDelete: "cascade" }),
  claimedAt: instant().notNull(),
});

/** Who a member is at the identity provider: its subject, never an email address, which can be given to someone else. */
export const ssoIdentities = pgTable(
  "sso_identities",
  {
    organizationId: organizationId(),
    issuer: text().notNull(),
    subject: text().notNull(),
    userId: uuid().notNull(),
    /** The address that was asserted first. */
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
export type SsoProfile = { issuer: string; subject: string; email: string | null; name: string | null };

/** What a test shows to the owner. Neither tokens nor signatures. */
export type SsoReceived = {
  profile?: SsoProfile;
  attributes?: Record<string, string>;
  problem?: string;
  reason?: string;
};

/** A sign-in, or a test of the connection, on its way to the identity provider and back. Answered once. */
export const ssoRequests = pgTable(
  "sso_requests",
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: "cascade" }),
    /** The ID of the SAML request, or the state of OIDC. */
    id: text().notNull(),
    purpose: text({ enum: ["sign_in", "test"] }).notNull(),
    /** SHA-256 of the browser's cookie: only the browser that began may finish. */
    browserHash: text().notNull(),
    /** For tests: the owner. */
    testedBy: uuid(),
    /** Where to go afterwards, a path of ours. */
    next: text().notNull(),
    /** OIDC. */
    nonce: text(),
    codeVerifier: text(),
    createdAt: instant().notNull(),
    expires: instant().notNull(),
    answeredAt: instant(),
    /** The ID of the SAML assertion, which isn't accepted again. */
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
