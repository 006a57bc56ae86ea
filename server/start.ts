// npm start: the web server. Takes --port, --hostname and --keepAliveTimeout (ms), as `next start` does.
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import next from "next";
import { ownOrigin, readOptions } from "./options";

// tsx enables source maps for the whole process; those of Next's build would take a third of its memory.
process.setSourceMapsEnabled(false);

// Next logs uncaught errors and carries on, but a server that can't start must exit.
try {
  const options = readOptions(process.argv.slice(2), process.env.PORT);
  // Next requests itself when an action redirects or belongs to another page. Unless told its origin, as `next start` does,
  // it takes the protocol from the proxy in front and speaks TLS to a port without it.
  process.env.__NEXT_PRIVATE_ORIGIN ??= ownOrigin(options);
  // An image has the built configuration only: to compile next.config.ts, Next needs its compiler of a hundred megabytes.
  if (!existsSync("next.config.ts")) process.env.__NEXT_PRIVATE_STANDALONE_CONFIG ??= builtConfiguration();
  // Next also listens for `Upgrade` on this server, for development, and closes every connection that offers one, as Java's
  // client does for HTTP/2. So it gets a server of its own that never listens.
  const app = next({ ...options, dev: false, httpServer: createServer() });
  // A missing variable fails here, so modules that need one are loaded afterward.
  await app.prepare();
  const { serve } = await import("./serve");
  await serve(app, options);
} catch (error) {
  process.stderr.write(`The web server can't start: ${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}

function builtConfiguration(): string {
  const { config }: { config: unknown } = JSON.parse(readFileSync(".next/required-server-files.json", "utf8"));
  return JSON.stringify(config);
}
