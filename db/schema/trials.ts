import { index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant, organizationId } from "./columns";
import { organizations } from "./tenancy";

/** The organization's one trial, from sign-up on. What it means for access is decided by its end and by `subscriptions`. */
export const trials = pgTable(
  "trials",
  {
    organizationId: organizationId()
      .primaryKey()
      .references(() => organizations.id, { onDelete: "cascade" }),
    planKey: text().notNull(),
    /** The billing interval chosen on the pricing page, which checkout starts with; null for none. */
    chosenInterval: text({ enum: ["month", "year"] }),
    /** The currency chosen on the pricing page, if it isn't the catalog's; null for none. */
    chosenCurrency: text(),
    startedAt: instant().notNull(),
    endsAt: instant().notNull(),
    /** When its end without a purchase was recorded and announced. The trial itself is over at `endsAt`, recorded or not. */
    endedAt: instant(),
    /** The company domain whose trial another organization had before; set, this one has none. */
    refusedDomain: text(),
    /** Until when an owner has to verify their address for the trial to continue; null once one has. */
    verifyBy: instant(),
  },
  (table) => [index().on(table.endsAt)],
);

/**
 * Company domains whose trial was taken, and the organization that took it first. It outlives the organization (hence no foreign key), or else
 * deleting one would give the domain a second trial.
 */
export const trialDomains = pgTable("trial_domains", {
  domain: text().primaryKey(),
  firstOrganizationId: uuid().notNull(),
  createdAt: instant().notNull(),
});
