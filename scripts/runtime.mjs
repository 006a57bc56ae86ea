// Preloaded by every script: TypeScript, and .env.
import { existsSync } from "node:fs";
import "./typescript.mjs";

if (existsSync(".env")) process.loadEnvFile(".env");
