import { bigint, timestamp, uuid } from "drizzle-orm/pg-core";

/** An instant, UTC. */
export const instant = () => timestamp({ withTimezone: true, mode: "date" });
/** Minor units of the currency beside it. Exact up to 2^53. */
export const minorUnits = () => bigint({ mode: "number" });
/** A count of units of a meter. Exact up to 2^53. */
export const quantity = () => bigint({ mode: "number" });
/** The tenant. Every tenant table has it, NOT NULL, first in its keys; `db/access.ts` then forces row-level security. */
export const organizationId = () => uuid().notNull();
