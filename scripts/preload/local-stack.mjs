// For scripts that work on a deployment: without DATABASE_URL, they use the demo or development stack running on this machine.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";

const file = join(process.env.DATA_DIR || ".data", "environment");
if (!process.env.DATABASE_URL && existsSync(file)) {
  const stack = parseEnv(readFileSync(file, "utf8"));
  Object.assign(process.env, { ...stack, ...process.env, NODE_ENV: stack.NODE_ENV });
}
