import postgres from "postgres";
import { environment } from "../../support/stack";

/** The owner's connection, which row-level security doesn't apply to. */
export const sql = postgres(environment().DATABASE_URL ?? "", { max: 2, idle_timeout: 1, onnotice: () => undefined });
