import { createHash } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";

/** What is stored of an email's key, which has the address: the role that serves customers can read the keys of all emails. */
export const storedDedupeKey = (key: string): string => createHash("sha256").update(key).digest("hex");

/** The same in PostgreSQL. */
export const storedDedupeKeySql = (key: SQL): SQL => sql`encode(sha256(convert_to(${key}, 'UTF8')), 'hex')`;
