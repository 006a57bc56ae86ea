import { boolean, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { instant, organizationId } from "@/db/schema/columns";
import { organizations } from "@/db/schema/tenancy";
import { workOrderPriorities } from "./floor";
import { severities } from "./quality";

export const fieldSubjects = ["work_order", "material"] as const;
export const fieldKinds = ["text", "number", "date", "yes_no", "choice"] as const;

/** The organization's own fields. Their values are in `custom_values` of what they describe. */
export const customFields = pgTable(
  "custom_fields",
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: "cascade" }),
    id: uuid().notNull(),
    subject: text({ enum: fieldSubjects }).notNull(),
    label: text().notNull(),
    kind: text({ enum: fieldKinds }).notNull(),
    /** Of a choice. */
    choices: text().array().notNull().default([]),
    position: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    unique().on(table.organizationId, table.subject, table.label),
  ],
);

export const automationEvents = ["work_order_created", "non_conformance_reported"] as const;

/** What happens by itself when a work order is created or a non-conformance is reported on it. */
export const automationRules = pgTable(
  "automation_rules",
  {
    organizationId: organizationId().references(() => organizations.id, { onDelete: "cascade" }),
    id: uuid().notNull(),
    event: text({ enum: automationEvents }).notNull(),
    /** Conditions: each may be absent. */
    contains: text(),
    minimumSeverity: text({ enum: severities }),
    /** Effects. A lane or department is named, so that a rule applies in every plant that has one of that name. */
    setPriority: text({ enum: workOrderPriorities }),
    setLane: text(),
    setDepartment: text(),
    block: boolean().notNull().default(false),
    position: integer().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.id] })],
);
