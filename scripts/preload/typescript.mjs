// Loads TypeScript with tsx, and `server-only` as an empty module (tsconfig.node.json).
import { fileURLToPath } from "node:url";

process.env.TSX_TSCONFIG_PATH ??= fileURLToPath(new URL("../../tsconfig.node.json", import.meta.url));
await import("tsx");
