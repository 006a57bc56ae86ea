// Preloaded by the scripts that work on a stack: without a DATABASE_URL they mean the demo that runs here.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";

const environment = join(process.env.DATA_DIR || ".data", "environment");
if (!process.env.DATABASE_URL && existsSync(environment)) {
  const told = parseEnv(readFileSync(environment, "utf8"));
  Object.assign(process.env, { ...told, ...process.env, NODE_ENV: told.NODE_ENV });
}
