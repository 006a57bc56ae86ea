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
    userAgent: text(),
    createdAt: instant().notNull(),
    expires: instant().notNull(),
  },
  (table) => [
    index().on(table.userId),
    index("sessions_impersonations").on(table.expires).where(sql`${table.impersonatorId} is not null`),
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

/** Attempts counted by rate-limiter-flexible, which names the columns and relies on their order. */
export const rateLimits = pgTable("rate_limits", {
  key: varchar({ length: 255 }).primaryKey(),
  points: integer().notNull().default(0),
  /** Milliseconds since 1970. */
  expire: bigint({ mode: "number" }),
});
