import { migrateDatabase } from "@/db/migrate";
import { env } from "@/lib/env";
import { installQueues } from "@/lib/jobs";

await migrateDatabase(env.DATABASE_URL, env.AUTH_SECRET);
await installQueues(env.DATABASE_URL);
console.log("The database schema, roles and queues are up to date.");
