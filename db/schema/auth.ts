import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
  varchar,
} from "drizzle-orm/pg-core";
import { instant } from "./columns";

export const users = pgTable(
  "users",
  {
    id: uuid().primaryKey(),
    email: text().notNull().unique(),
    name: text(),
    image: text(),
    emailVerified: instant(),
    passwordHash: text(),
    isPlatformAdmin: boolean().notNull().default(false),
    createdAt: instant().notNull(),
  },
  // Platform admins search by part of an address or a name.
  (table) => [
    index("users_email_search_index").using("gin", table.email.op("gin_trgm_ops")),
    index("users_name_search_index").using("gin", table.name.op("gin_trgm_ops")),
  ],
);

/** Sign-ins with another provider, in the format of @auth/drizzle-adapter. */
export const accounts = pgTable(
  "accounts",
  {
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    type: text().notNull(),
    provider: text().notNull(),
    providerAccountId: text().notNull(),
    refresh_token: text(),
    access_token: text(),
    expires_at: integer(),
    token_type: text(),
    scope: text(),
    id_token: text(),
    session_state: text(),
  },
  (table) => [primaryKey({ columns: [table.provider, table.providerAccountId] })],
);

/** One row per signed-in browser. The cookie has the token, the row its SHA-256, so reading the table isn't enough to sign in. */
export const sessions = pgTable(
  "sessions",
  {
    id: uuid().notNull().unique(),
    sessionToken: text().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** The platform admin who acts as the user. An impersonation is a separate session. */
    impersonatorId: uuid().references(() => users.id, { onDelete: "cascade" }),
    /** The admin's own session. When it ends, so does this one. An admin session has one impersonation at a time. */
    impersonatorSessionId: uuid()
      .unique("sessions_one_impersonation")
      .references((): AnyPgColumn => sessions.id, { onDelete: "set null" }),
    impersonationReason: text(),
    /** The only organization this session can access. No foreign key, because its end is logged even if the organization was deleted. */
    impersonatedOrganizationId: uuid(),
    readOnly: boolean().notNull().default(false),
    /**
     * The organization whose identity provider opened it: the only one this session can access. No foreign key, because the policies
     * of organizations would apply to it.
     */
    ssoOrganizationId: uuid(),
    userAgent: text(),
    /** The IP address of the sign-in. */
    address: text(),
    /** How the second step was done; null after a password alone. A passkey is both steps. */
    secondFactor: text({ enum: ["totp", "recovery_code", "passkey"] }),
    createdAt: instant().notNull(),
    /** When the person last confirmed their identity in this session. */
    confirmedAt: instant(),
    /** When a platform admin last changed something, in real time. Until a read replica shows it, they read from the primary. */
    changedAt: instant(),
    expires: instant().notNull(),
  },
  (table) => [
    index().on(table.userId),
    index("sessions_impersonations").on(table.expires).where(sql`${table.impersonatorId} is not null`),
    index("sessions_single_sign_on").on(table.ssoOrganizationId).where(sql`${table.ssoOrganizationId} is not null`),
    check(
      "impersonation_whole",
      sql`(${table.impersonatorId} is null) = (${table.impersonationReason} is null)
        and (${table.impersonatorId} is null) = (${table.impersonatedOrganizationId} is null)
        and (${table.impersonatorId} is not null or ${table.impersonatorSessionId} is null)`,
    ),
    check(
      "impersonation_of_another",
      sql`${table.impersonatorId} is null or ${table.impersonatorId} <> ${table.userId}`,
    ),
  ],
);

/** Emailed links that verify an address or reset a password. The token is stored as its SHA-256. */
export const verificationTokens = pgTable(
  "verification_tokens",
  {
    identifier: text().notNull(),
    token: text().notNull(),
    purpose: text({ enum: ["verify", "reset"] }).notNull(),
    expires: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.identifier, table.token] }), index().on(table.token)],
);

/**
 * Secrets of authenticator apps, encrypted. One that isn't confirmed yet stands beside the one in use, which works until the new
 * one has shown a correct code.
 */
export const totpFactors = pgTable(
  "totp_factors",
  {
    id: uuid().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    secret: text().notNull(),
    /** The time step of the last code that was accepted. That code and earlier ones don't work again. */
    lastStep: bigint({ mode: "number" }),
    createdAt: instant().notNull(),
    confirmedAt: instant(),
  },
  (table) => [
    uniqueIndex("totp_factors_in_use").on(table.userId).where(sql`${table.confirmedAt} is not null`),
    uniqueIndex("totp_factors_in_setup").on(table.userId).where(sql`${table.confirmedAt} is null`),
  ],
);

/** Codes for when the authenticator or the passkey is lost, stored as SHA-256. Using one deletes its row. */
export const recoveryCodes = pgTable(
  "recovery_codes",
  {
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    codeHash: text().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.codeHash] })],
);

/** WebAuthn credentials. Ids and keys as base64url. */
export const passkeys = pgTable(
  "passkeys",
  {
    id: text().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    publicKey: text().notNull(),
    /** How often it was used, as the authenticator says. Passkeys that are synced say 0 every time. */
    counter: bigint({ mode: "number" }).notNull(),
    transports: text().array().notNull(),
    /** Whether it is backed up, for example by an account at Apple or Google. */
    backedUp: boolean().notNull(),
    name: text().notNull(),
    createdAt: instant().notNull(),
    lastUsedAt: instant(),
  },
  (table) => [index().on(table.userId)],
);

/**
 * What a browser has to answer within minutes: the second step of a sign-in, a WebAuthn challenge, or an emailed code. The browser
 * has the token in a cookie, the row its SHA-256. A correct answer deletes the row.
 */
export const authChallenges = pgTable(
  "auth_challenges",
  {
    tokenHash: text().primaryKey(),
    purpose: text({ enum: ["second_step", "add_passkey", "passkey", "email_code"] }).notNull(),
    /** Null for a sign-in with a passkey, which says whose it is. */
    userId: uuid().references(() => users.id, { onDelete: "cascade" }),
    /** WebAuthn's challenge; the keyed hash of an emailed code; for a second step, the provider of the first one. */
    challenge: text(),
    createdAt: instant().notNull(),
    expires: instant().notNull(),
  },
  (table) => [index().on(table.userId), index().on(table.expires)],
);

/** A change of someone's email address, until both addresses have confirmed it. Tokens as SHA-256. */
export const emailChanges = pgTable("email_changes", {
  userId: uuid()
    .primaryKey()
    .references(() => users.id, { onDelete: "cascade" }),
  email: text().notNull(),
  currentTokenHash: text().notNull().unique(),
  currentConfirmedAt: instant(),
  newTokenHash: text().notNull().unique(),
  newConfirmedAt: instant(),
  createdAt: instant().notNull(),
  expires: instant().notNull(),
});

/** Attempts counted by rate-limiter-flexible, which names the columns and relies on their order. */
export const rateLimits = pgTable("rate_limits", {
  key: varchar({ length: 255 }).primaryKey(),
  points: integer().notNull().default(0),
  /** Milliseconds since 1970. */
  expire: bigint({ mode: "number" }),
});
