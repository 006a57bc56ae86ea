// npm start: the web server. Takes --port, --hostname and --keepAliveTimeout (ms), as `next start` does.
import { parseArgs } from "node:util";
import next from "next";

// tsx switches source maps on for the whole process: those of Next's build would take a third of its memory.
process.setSourceMapsEnabled(false);

const { values } = parseArgs({
  options: {
    port: { type: "string", short: "p", default: process.env.PORT || "3000" },
    hostname: { type: "string", short: "H" },
    keepAliveTimeout: { type: "string" },
  },
});
const { hostname } = values;
const port = Number(values.port);
const keepAliveTimeout = values.keepAliveTimeout ? Number(values.keepAliveTimeout) : undefined;

const app = next({ dev: false, port, ...(hostname === undefined ? {} : { hostname }) });
// Next reads the environment's files, and stops where a variable is missing: what needs one is loaded after that.
await app.prepare();
const { serve } = await import("./web/serve");
await serve(app, { port, hostname, keepAliveTimeout });
