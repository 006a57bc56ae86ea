import { integer, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { instant, minorUnits, organizationId } from "@/db/schema/columns";
import { organizations } from "@/db/schema/tenancy";

/** What an organization assumes its time is worth. Without a row the defaults apply. */
export const valueAssumptions = pgTable(
  "value_assumptions",
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: "cascade" }),
    /** Seconds a person would have needed for each message read, and for each reply drafted. */
    secondsPerEmail: integer().notNull(),
    secondsPerReply: integer().notNull(),
    /** What an hour costs, in minor units of the catalog's currency. */
    hourlyRate: minorUnits().notNull(),
    updatedAt: instant().notNull(),
    updatedBy: uuid(),
  },
  (table) => [primaryKey({ columns: [table.organizationId] })],
);
