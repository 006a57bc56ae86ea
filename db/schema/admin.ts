import { sql } from "drizzle-orm";
import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { users } from "./auth";
import { billingIntervals, subscriptionStatuses } from "./billing";
import { instant, minorUnits, organizationId, quantity } from "./columns";
import { organizations } from "./tenancy";

/**
 * What platform admins search, filter and sort organizations by, one row each. Triggers write it when a transaction commits
 * (`db/routines/organization-directory.sql`), nothing else does: four tables joined would be too slow for a list of 100,000.
 */
export const organizationDirectory = pgTable(
  "organization_directory",
  {
    organizationId: organizationId()
      .primaryKey()
      .references(() => organizations.id, { onDelete: "cascade" }),
    name: text().notNull(),
    externalId: text(),
    domain: text(),
    profile: jsonb().$type<Record<string, string>>().notNull(),
    createdAt: instant().notNull(),
    members: integer().notNull(),
    /** The subscription's plan or, before a purchase, the trial's. */
    planKey: text().notNull(),
    /** The subscription's; null before a purchase, when the trial decides. */
    status: text({ enum: subscriptionStatuses }),
    suspendedAt: instant(),
    /** At Stripe or, before a purchase, here. */
    trialEndsAt: instant().notNull(),
    interval: text({ enum: billingIntervals }),
    renewsAt: instant(),
    cancelAt: instant(),
    /** When the trial ends, or the plan renews or ends; past for an ended trial, null when nothing was ahead. */
    nextAt: instant(),
    /**
     * Sorts by status, most urgent first. Trials come last, by their end from the latest on, so that running ones come before
     * ended ones at any time.
     */
    statusOrder: bigint({ mode: "number" }).notNull(),
    mrr: minorUnits().notNull(),
    currency: text(),
    /** The IDs and names to search for, in lower case, one a line. */
    search: text().notNull(),
  },
  (table) => [
    index().on(table.createdAt, table.organizationId),
    index().on(table.currency, table.mrr, table.organizationId),
    index().on(table.members, table.organizationId),
    index().on(table.planKey, table.organizationId),
    index().on(table.statusOrder, table.organizationId),
    index().on(table.nextAt, table.organizationId),
    index("organization_directory_industry_index").on(sql`(${table.profile} ->> 'industry')`),
    index("organization_directory_company_size_index").on(sql`(${table.profile} ->> 'companySize')`),
    index("organization_directory_name_index").on(sql`lower(${table.name})`, table.organizationId),
    index("organization_directory_search_index").using("gin", table.search.op("gin_trgm_ops")),
  ],
);

/**
 * The levels above 0 of each organization's gauges, beside its plan: who uses the most of a gauge, and who uses the most of what their
 * plan includes. The directory's triggers write it under the lock of the directory's row.
 */
export const directoryGauges = pgTable(
  "directory_gauges",
  {
    organizationId: organizationId().references(() => organizationDirectory.organizationId, { onDelete: "cascade" }),
    meter: text().notNull(),
    planKey: text().notNull(),
    level: quantity().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.meter] }),
    index("directory_gauges_by_level").on(table.meter, table.level.desc().nullsFirst(), table.organizationId),
    index("directory_gauges_by_plan").on(
      table.meter,
      table.planKey,
      table.level.desc().nullsFirst(),
      table.organizationId,
    ),
  ],
);

/** Filters and sorting of the list of organizations that an admin named. */
export const savedViews = pgTable(
  "saved_views",
  {
    id: uuid().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    name: text().notNull(),
    /** The list's URL parameters, without a page. */
    query: text().notNull(),
    /** Whether other admins see it too. */
    shared: boolean().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [unique().on(table.userId, table.name)],
);

/** What platform admins write down about a customer, for each other only. */
export const organizationNotes = pgTable(
  "organization_notes",
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: "cascade" }),
    id: uuid().notNull(),
    /** Null when the admin's account was deleted. */
    authorId: uuid().references(() => users.id, { onDelete: "set null" }),
    text: text().notNull(),
    pinned: boolean().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.id] })],
);

/** Deletions that a platform admin scheduled. A row exists until the organization is deleted or the deletion is called off. */
export const deletionRequests = pgTable(
  "deletion_requests",
  {
    organizationId: organizationId()
      .primaryKey()
      .references(() => organizations.id, { onDelete: "cascade" }),
    requestedAt: instant().notNull(),
    requestedBy: uuid().references(() => users.id, { onDelete: "set null" }),
    /** For other platform admins. */
    reason: text().notNull(),
    dueAt: instant().notNull(),
    /** Why the last try failed; null before the first one. */
    lastError: text(),
  },
  (table) => [index().on(table.dueAt)],
);
