// Preloaded, before all else, by what serves customers. Like `next start` it is production unless told otherwise by who
// starts it, and not by a file: what is allowed while developing (endpoints in one's own network, no key of Stripe) must
// not be what a forgotten line allows. The files are read as Next reads them: .env.production goes before .env.
import nextEnv from "@next/env";

process.env.NODE_ENV ||= "production";
nextEnv.loadEnvConfig(process.cwd(), process.env.NODE_ENV === "development");
