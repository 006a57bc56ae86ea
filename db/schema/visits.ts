import { date, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant, organizationId } from "./columns";
import { organizations } from "./tenancy";

/** How a visitor came: empty where it isn't known. */
const origin = () => ({
  referrerHost: text().notNull().default(""),
  source: text().notNull().default(""),
  medium: text().notNull().default(""),
  campaign: text().notNull().default(""),
});

/** Views of marketing pages, added up by day. Nothing in it is about one person. */
export const visits = pgTable(
  "visits",
  {
    day: date().notNull(),
    page: text().notNull(),
    ...origin(),
    views: integer().notNull(),
    /** Those that were their visitor's first of the day. */
    visitors: integer().notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.day, table.page, table.referrerHost, table.source, table.medium, table.campaign],
    }),
  ],
);

/**
 * Who was seen on a day, by a hash that can't be computed again once the day's salt is deleted. Tells a first view from a
 * second, and where someone who signs up that day came from. Deleted two days later.
 */
export const visitors = pgTable(
  "visitors",
  {
    day: date().notNull(),
    hash: text().notNull(),
    landingPage: text().notNull(),
    ...origin(),
    seenAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.day, table.hash] })],
);

/** The random salt of a day's hashes, shared by all web servers. Deleted with the day's visitors. */
export const visitorSalts = pgTable("visitor_salts", {
  day: date().primaryKey(),
  salt: text().notNull(),
});

/** Where the organization's first person came from, as far as it is known. */
export const signUpSources = pgTable(
  "sign_up_sources",
  {
    organizationId: organizationId()
      .primaryKey()
      .references(() => organizations.id, { onDelete: "cascade" }),
    landingPage: text().notNull(),
    ...origin(),
    signedUpAt: instant().notNull(),
  },
  (table) => [index().on(table.signedUpAt)],
);
