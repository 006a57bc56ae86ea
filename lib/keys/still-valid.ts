import "server-only";
import { and, gt, isNull, or } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

/** Neither revoked nor expired at `now`. */
export const stillValid = (table: { revokedAt: PgColumn; expiresAt: PgColumn }, now: Date) =>
  and(isNull(table.revokedAt), or(isNull(table.expiresAt), gt(table.expiresAt, now)));
