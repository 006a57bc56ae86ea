import { migrateDatabase } from "@/db/migrate";
import { signingSecret } from "@/lib/auth-secrets";
import { env } from "@/lib/env";
import { installQueues } from "@/lib/jobs";

const owner = env.DATABASE_DIRECT_URL ?? env.DATABASE_URL;
await migrateDatabase(owner, signingSecret());
await installQueues(owner);
console.log("The database schema, roles and queues are up to date.");
