import { date, foreignKey, index, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { users } from "./auth";
import { instant, organizationId } from "./columns";

/** The tenants themselves. None can be committed without its trial (`db/routines`). */
export const organizations = pgTable("organizations", {
  id: uuid().primaryKey(),
  name: text().notNull(),
  /** The platform's own id for this customer, by which a platform key may name it. */
  externalId: text().unique(),
  /** Verified company domain, lower case; one trial each. */
  domain: text(),
  /** Industry, size, use case…: the answers given at onboarding. */
  profile: jsonb().$type<Record<string, string>>().notNull().default({}),
  onboardedAt: instant(),
  /** Since when every member needs two-factor authentication; null if they don't. */
  twoFactorRequiredAt: instant(),
  createdAt: instant().notNull(),
});

/** Blocked by a platform admin, except for billing. A row exists while the suspension lasts; the audit log keeps the past ones. */
export const suspensions = pgTable("suspensions", {
  organizationId: organizationId()
    .primaryKey()
    .references(() => organizations.id, { onDelete: "cascade" }),
  suspendedAt: instant().notNull(),
  /** The admin. Null if that's no longer known. */
  suspendedBy: uuid().references(() => users.id, { onDelete: "set null" }),
  /** For the platform's people only. */
  reason: text().notNull(),
});

export const roleNames = ["owner", "admin", "billing", "member"] as const;

export const memberships = pgTable(
  "memberships",
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: "cascade" }),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: text({ enum: roleNames }).notNull(),
    createdAt: instant().notNull(),
    /** The last day, in UTC, on which they opened a page of the organization. A day is all their team needs to know. */
    lastSeenOn: date(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.userId] }), index().on(table.userId)],
);

export const invitations = pgTable(
  "invitations",
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: "cascade" }),
    id: uuid().notNull(),
    email: text().notNull(),
    role: text({ enum: roleNames }).notNull(),
    /** SHA-256 of the token in the link. */
    tokenHash: text().notNull(),
    invitedBy: uuid().notNull(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    acceptedAt: instant(),
    revokedAt: instant(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    unique().on(table.organizationId, table.tokenHash),
    index().on(table.tokenHash),
    foreignKey({
      columns: [table.organizationId, table.invitedBy],
      foreignColumns: [memberships.organizationId, memberships.userId],
    }).onDelete("cascade"),
  ],
);
