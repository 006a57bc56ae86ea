import postgres from "postgres";
import { environment } from "../../support/stack";

// Modules of the application read the environment of the running stack, as its processes do.
for (const [name, value] of Object.entries(environment())) process.env[name] ??= value;

/** The owner's connection, which row-level security doesn't apply to. */
export const sql = postgres(environment().DATABASE_URL ?? "", { max: 2, idle_timeout: 1, onnotice: () => undefined });
