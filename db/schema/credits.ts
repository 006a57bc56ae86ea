import { sql } from "drizzle-orm";
import { bigint, check, foreignKey, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { instant, organizationId, quantity } from "./columns";
import { organizations } from "./tenancy";

/** Credits that an organization got at once, and what is left of them: units of a meter, or money in minor units. */
export const creditGrants = pgTable(
  "credit_grants",
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: "cascade" }),
    id: uuid().notNull(),
    /** The counter whose units these are; null for money. */
    meter: text(),
    /** The currency of money; null for units. */
    currency: text(),
    remaining: quantity().notNull(),
    amount: quantity().notNull(),
    source: text({ enum: ["plan", "rollover", "pack", "top_up", "admin"] }).notNull(),
    /** What the customer reads: an admin's reason, or the name of the plan or pack. */
    reason: text().notNull(),
    /** What it is for, so that nothing is granted twice: a usage period, or a purchase. */
    reference: text().notNull(),
    /** The usage period of what a plan grants. */
    periodStart: instant(),
    grantedAt: instant().notNull(),
    /** Nothing is drawn from then on; null for never. */
    expiresAt: instant(),
    createdBy: uuid(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    unique("credit_grants_reference").on(table.organizationId, table.reference),
    check("credit_grants_one_unit", sql`${table.meter} is null or ${table.currency} is null`),
    check("credit_grants_remaining", sql`${table.remaining} between 0 and ${table.amount}`),
  ],
);

/** Every change of a grant's remaining credits. Append-only: the entries of a grant add up to what remains of it. */
export const creditEntries = pgTable(
  "credit_entries",
  {
    organizationId: organizationId(),
    /** In the order of the changes, because each is made while the organization's gate is locked. */
    seq: bigint({ mode: "number" }).generatedByDefaultAsIdentity(),
    grantId: uuid().notNull(),
    kind: text({ enum: ["granted", "drawn", "expired", "revoked"] }).notNull(),
    /** Positive for credits added, negative for those taken. */
    amount: quantity().notNull(),
    /** What the organization has of this meter or currency after it. */
    balance: quantity().notNull(),
    at: instant().notNull(),
    /** Of a draw: the counter that was used, its period, and how many units were paid for. */
    usedMeter: text(),
    usedPeriod: instant(),
    units: quantity(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.seq] }),
    foreignKey({
      name: "credit_entries_grant_fk",
      columns: [table.organizationId, table.grantId],
      foreignColumns: [creditGrants.organizationId, creditGrants.id],
    }).onDelete("cascade"),
  ],
);
