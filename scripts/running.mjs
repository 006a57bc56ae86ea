// Preloaded by the scripts that work on a stack: without a DATABASE_URL they mean the demo that runs here.
import { existsSync } from "node:fs";
import { join } from "node:path";

const environment = join(process.env.DATA_DIR || ".data", "environment");
if (!process.env.DATABASE_URL && existsSync(environment)) process.loadEnvFile(environment);
