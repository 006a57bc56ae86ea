// Preloaded by every script: TypeScript by tsx, with `server-only` as an empty module (tsconfig.node.json), and the
// settings of .env, or, without a DATABASE_URL, of the demo that runs here.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

process.env.TSX_TSCONFIG_PATH ??= fileURLToPath(new URL("../tsconfig.node.json", import.meta.url));
await import("tsx");

if (existsSync(".env")) process.loadEnvFile(".env");
const running = join(process.env.DATA_DIR ?? ".data", "environment");
if (!process.env.DATABASE_URL && existsSync(running)) process.loadEnvFile(running);
