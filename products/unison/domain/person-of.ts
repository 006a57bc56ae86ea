import { sql } from "drizzle-orm";
import { users } from "@/db/schema";
import type { TenantContext } from "@/lib/context";

/** Who acts, for a row's author; null when the system does. */
export const personOf = ({ actor }: TenantContext): string | null => (actor.kind === "user" ? actor.id : null);

/** A joined author's name. People who haven't entered one are known by their address. */
export const authorName = sql<string | null>`coalesce(nullif(${users.name}, ''), split_part(${users.email}, '@', 1))`;
