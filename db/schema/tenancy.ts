import { foreignKey, index, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { users } from "./auth";
import { instant, organizationId } from "./columns";

/** The tenants themselves. A row's insert starts its trial, by trigger (`db/routines`). */
export const organizations = pgTable("organizations", {
  id: uuid().primaryKey(),
  name: text().notNull(),
  /** The founder's own id for this customer, by which a platform key may name it. */
  externalId: text().unique(),
  /** Verified company domain, lower case; one trial each. */
  domain: text(),
  /** The plan on trial and for how long, as the catalogue said when the organization signed up. */
  trialPlan: text().notNull(),
  trialEndsAt: instant().notNull(),
  /** Industry, size, use case…: what onboarding asked. */
  profile: jsonb().$type<Record<string, string>>().notNull().default({}),
  onboardedAt: instant(),
  createdAt: instant().notNull(),
});

/**
 * Company domains whose trial was taken, and by whom first. It outlives the organization (hence no foreign key), or else
 * deleting one would give the domain a second trial.
 */
export const trialDomains = pgTable("trial_domains", {
  domain: text().primaryKey(),
  firstOrganizationId: uuid().notNull(),
  createdAt: instant().notNull(),
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
