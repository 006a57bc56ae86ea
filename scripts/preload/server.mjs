// For the web server and the worker, before anything else. Like `next start`, they run in production mode unless the command that starts
// them says otherwise. A file can't: development mode allows webhooks to local addresses and no Stripe key, and a forgotten
// line must not turn that on. The .env files are read as Next.js reads them, .env.production before .env.
import nextEnv from "@next/env";

process.env.NODE_ENV ||= "production";
nextEnv.loadEnvConfig(process.cwd(), process.env.NODE_ENV === "development");
