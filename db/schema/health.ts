import { boolean, pgTable } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** Whether each part responded, every five minutes. Of several web servers, the one that saw something down counts. */
export const healthSamples = pgTable("health_samples", {
  /** The start of the five minutes, in real time. */
  at: instant().primaryKey(),
  database: boolean().notNull(),
  worker: boolean().notNull(),
  stripe: boolean().notNull(),
});
