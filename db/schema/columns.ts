import { bigint, timestamp, uuid } from "drizzle-orm/pg-core";

/** An instant, UTC. */
export const instant = () => timestamp({ withTimezone: true, mode: "date" });
/** An amount in minor units of the row's currency. Exact up to 2^53. */
export const minorUnits = () => bigint({ mode: "number" });
/** A number of a meter's units. Exact up to 2^53. */
export const quantity = () => bigint({ mode: "number" });
/** The tenant. Tables that have it, NOT NULL and first in every key, get row-level security from `db/access.ts`. */
export const organizationId = () => uuid().notNull();
