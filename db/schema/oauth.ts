import { index, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { users } from "./auth";
import { instant, organizationId } from "./columns";
import { organizations } from "./tenancy";

export const providerNames = ["google", "microsoft", "github"] as const;

/** Accounts at other providers that a person signs in with. The provider's own ID identifies them, never the email address. */
export const externalIdentities = pgTable(
  "external_identities",
  {
    provider: text({ enum: providerNames }).notNull(),
    /** The account's ID at the provider. It doesn't change when the address does. */
    subject: text().notNull(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** The address at the provider when it was last used. For display only. */
    email: text(),
    createdAt: instant().notNull(),
    lastUsedAt: instant(),
  },
  (table) => [primaryKey({ columns: [table.provider, table.subject] }), unique().on(table.userId, table.provider)],
);

/** A provider's profile of the account that someone signed in to. */
export type ExternalProfile = {
  subject: string;
  /** Null if the provider has none. */
  email: string | null;
  /** Whether the provider vouches for the address, or the person confirmed it with an emailed code. */
  emailVerified: boolean;
  name: string | null;
};

/** What was chosen before going to the provider. */
export type OAuthChoices = { next: string; plan?: string; interval?: string; currency?: string; link?: string };

/**
 * An unfinished sign-in with a provider: first while the person is at the provider, then, with a profile, until they complete their
 * sign-up. One token is in the URL and another in the browser's cookie. The row has the SHA-256 of both.
 */
export const oauthRequests = pgTable(
  "oauth_requests",
  {
    tokenHash: text().primaryKey(),
    browserHash: text().notNull(),
    provider: text({ enum: providerNames }).notNull(),
    intent: text({ enum: ["sign_in", "link"] }).notNull(),
    /** The person whose account is being linked. */
    userId: uuid().references(() => users.id, { onDelete: "cascade" }),
    /** The session in which they requested it. */
    sessionId: uuid(),
    choices: jsonb().$type<OAuthChoices>().notNull(),
    profile: jsonb().$type<ExternalProfile>(),
    /** The address that a code was emailed to. */
    codeEmail: text(),
    /** The code, keyed and hashed. */
    codeHash: text(),
    createdAt: instant().notNull(),
    expires: instant().notNull(),
  },
  (table) => [index().on(table.userId), index().on(table.expires)],
);

/**
 * The users that a customer's own directory provisions by SCIM. A row grants nothing: whether someone is active depends on their
 * membership or invitation, and people decide themselves whether to join.
 */
export const directoryUsers = pgTable(
  "directory_users",
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: "cascade" }),
    id: uuid().notNull(),
    /** Lowercase, because SCIM compares it without case. */
    userName: text().notNull(),
    externalId: text(),
    /** In lower case. */
    email: text().notNull(),
    givenName: text(),
    familyName: text(),
    displayName: text(),
    /** The member. Null until they join. */
    userId: uuid().references(() => users.id, { onDelete: "cascade" }),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
    /**
     * Since when the directory has deleted them. The row stays as a mark, without names, so that they can't join again by single
     * sign-on. To the directory it doesn't exist.
     */
    deletedAt: instant(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    unique().on(table.organizationId, table.userName),
    unique().on(table.organizationId, table.email),
    unique().on(table.organizationId, table.userId),
    index().on(table.userId),
  ],
);
