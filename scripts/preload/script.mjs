// For command-line scripts: TypeScript, and the variables in .env.
import { existsSync } from "node:fs";
import "./typescript.mjs";

if (existsSync(".env")) process.loadEnvFile(".env");
