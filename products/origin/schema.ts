import {
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { instant, minorUnits, organizationId } from "@/db/schema/columns";
import { organizations } from "@/db/schema/tenancy";

const owner = () => organizationId().references(() => organizations.id, { onDelete: "cascade" });
const day = () => date({ mode: "string" });

/** What amounts and days mean. A row of the organization's first data, and fixed from then on: amounts aren't converted. */
export const attributionSettings = pgTable("attribution_settings", {
  organizationId: owner().primaryKey(),
  currency: text().notNull(),
  /** In which a day of a report begins and ends. */
  timeZone: text().notNull(),
  updatedAt: instant().notNull(),
});

/** A contact of a visitor with a channel. `person` is who the visitor turned out to be; see `visitorAliases`. */
export const touchpoints = pgTable(
  "touchpoints",
  {
    organizationId: owner(),
    /** The sender's own id, by which a repeated one is recognized. */
    id: text().notNull(),
    visitor: text().notNull(),
    person: text().notNull(),
    channel: text().notNull(),
    campaign: text(),
    at: instant().notNull(),
    cost: minorUnits(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    // Holds all that a run reads.
    index().on(table.organizationId, table.person, table.at, table.channel),
    index().on(table.organizationId, table.at),
  ],
);

export const conversions = pgTable(
  "conversions",
  {
    organizationId: owner(),
    id: text().notNull(),
    visitor: text().notNull(),
    person: text().notNull(),
    type: text().notNull(),
    /** Of the organization's currency; negative for a refund. */
    value: minorUnits().notNull(),
    at: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    index().on(table.organizationId, table.person, table.at),
    index().on(table.organizationId, table.at),
  ],
);

/** Visitors that turned out to be one person. `person` is always a root, so that following it takes one step. */
export const visitorAliases = pgTable(
  "visitor_aliases",
  {
    organizationId: owner(),
    visitor: text().notNull(),
    person: text().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.visitor] }),
    index().on(table.organizationId, table.person),
  ],
);

/** What a channel cost on a day of the organization's time zone. */
export const channelSpend = pgTable(
  "channel_spend",
  {
    organizationId: owner(),
    day: day().notNull(),
    channel: text().notNull(),
    amount: minorUnits().notNull(),
    updatedAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.day, table.channel] })],
);

export const modelNames = [
  "first_touch",
  "last_touch",
  "linear",
  "time_decay",
  "position_based",
  "markov",
  "shapley",
] as const;
const model = () => text({ enum: modelNames });

/** The models in use: what the gauge `models` counts. */
export const attributionModels = pgTable(
  "attribution_models",
  { organizationId: owner(), model: model().notNull(), createdAt: instant().notNull() },
  (table) => [primaryKey({ columns: [table.organizationId, table.model] })],
);

export const runStatuses = ["waiting", "running", "done", "failed"] as const;

export const attributionRuns = pgTable(
  "attribution_runs",
  {
    organizationId: owner(),
    id: uuid().notNull(),
    model: model().notNull(),
    /** For time decay. */
    halfLifeDays: smallint(),
    /** For a Markov chain: how many touches make a state. */
    markovOrder: smallint(),
    fromDay: day().notNull(),
    /** Included. */
    toDay: day().notNull(),
    lookBackDays: smallint().notNull(),
    /** All types if null. */
    conversionType: text(),
    status: text({ enum: runStatuses }).notNull(),
    /** Persons read so far, and how many there are. */
    processed: integer().notNull().default(0),
    total: integer(),
    touches: integer(),
    conversions: integer(),
    value: minorUnits(),
    spend: minorUnits(),
    /** Null for a system's. */
    createdBy: uuid(),
    createdAt: instant().notNull(),
    finishedAt: instant(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    index().on(table.organizationId, table.createdAt),
  ],
);

/** What a channel earned and cost in a run. */
export const attributionResults = pgTable(
  "attribution_results",
  {
    organizationId: organizationId(),
    runId: uuid().notNull(),
    channel: text().notNull(),
    conversions: doublePrecision().notNull(),
    value: minorUnits().notNull(),
    spend: minorUnits().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.runId, table.channel] }),
    foreignKey({
      columns: [table.organizationId, table.runId],
      foreignColumns: [attributionRuns.organizationId, attributionRuns.id],
    }).onDelete("cascade"),
  ],
);

/** The most frequent paths of a run, the first at position 0. */
export const attributionPaths = pgTable(
  "attribution_paths",
  {
    organizationId: organizationId(),
    runId: uuid().notNull(),
    position: smallint().notNull(),
    channels: text().array().notNull(),
    conversions: integer().notNull(),
    value: minorUnits().notNull(),
    lost: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.runId, table.position] }),
    foreignKey({
      columns: [table.organizationId, table.runId],
      foreignColumns: [attributionRuns.organizationId, attributionRuns.id],
    }).onDelete("cascade"),
  ],
);

export const importKinds = ["touchpoints", "conversions", "spend"] as const;
export const importStatuses = ["uploading", "waiting", "running", "done", "failed"] as const;

/** A CSV file on its way into the tables above. Its text is in `importChunks` until it has been read. */
export const dataImports = pgTable(
  "data_imports",
  {
    organizationId: owner(),
    id: uuid().notNull(),
    kind: text({ enum: importKinds }).notNull(),
    fileName: text().notNull(),
    /** How the file is read: an `ImportOptions`. */
    options: jsonb().notNull(),
    status: text({ enum: importStatuses }).notNull(),
    chunks: integer().notNull(),
    received: integer().notNull().default(0),
    /** Records read so far. */
    rows: integer().notNull().default(0),
    accepted: integer().notNull().default(0),
    duplicates: integer().notNull().default(0),
    rejected: integer().notNull().default(0),
    /** Why the file as a whole couldn't be read. */
    problem: text(),
    createdBy: uuid(),
    createdAt: instant().notNull(),
    finishedAt: instant(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    index().on(table.organizationId, table.createdAt),
  ],
);

export const importChunks = pgTable(
  "import_chunks",
  {
    organizationId: organizationId(),
    importId: uuid().notNull(),
    position: integer().notNull(),
    text: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.importId, table.position] }),
    foreignKey({
      columns: [table.organizationId, table.importId],
      foreignColumns: [dataImports.organizationId, dataImports.id],
    }).onDelete("cascade"),
  ],
);

/** Rows that weren't imported, each with the reason. */
export const importProblems = pgTable(
  "import_problems",
  {
    organizationId: organizationId(),
    importId: uuid().notNull(),
    line: integer().notNull(),
    reason: text().notNull(),
    /** The beginning of the row. */
    content: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.importId, table.line] }),
    foreignKey({
      columns: [table.organizationId, table.importId],
      foreignColumns: [dataImports.organizationId, dataImports.id],
    }).onDelete("cascade"),
  ],
);

/** A run that people without an account can read, by a signed link with an end. */
export const roiReports = pgTable(
  "roi_reports",
  {
    organizationId: organizationId(),
    id: uuid().notNull(),
    runId: uuid().notNull(),
    title: text().notNull(),
    createdBy: uuid(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    revokedAt: instant(),
    lastOpenedAt: instant(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    foreignKey({
      columns: [table.organizationId, table.runId],
      foreignColumns: [attributionRuns.organizationId, attributionRuns.id],
    }).onDelete("cascade"),
  ],
);

/** The ROI that a channel has to keep. `checkRoiAlerts` compares it after each day. */
export const roiAlerts = pgTable(
  "roi_alerts",
  {
    organizationId: owner(),
    channel: text().notNull(),
    /** In percent: 50 is $1.50 back for each $1. */
    threshold: integer().notNull(),
    createdBy: uuid(),
    createdAt: instant().notNull(),
    /** The last day of the data that was compared. Null until the first check, and after a change. */
    checkedDay: day(),
    /** What the last check found, in minor units. */
    value: minorUnits().notNull().default(0),
    spend: minorUnits().notNull().default(0),
    /** Since when the ROI has been below. Each fall is notified once, when this is set. */
    fallenAt: instant(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.channel] })],
);
