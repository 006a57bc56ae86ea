// Preloaded by every script: TypeScript by tsx, with `server-only` as an empty module (tsconfig.node.json), and .env.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

process.env.TSX_TSCONFIG_PATH ??= fileURLToPath(new URL("../tsconfig.node.json", import.meta.url));
await import("tsx");

if (existsSync(".env")) process.loadEnvFile(".env");
