// npm start: the web server. Takes --port, --hostname and --keepAliveTimeout (ms), as `next start` does.
import { createServer } from "node:http";
import next from "next";
import { ownOrigin, readOptions } from "./options";

// tsx switches source maps on for the whole process: those of Next's build would take a third of its memory.
process.setSourceMapsEnabled(false);

// Next logs what nobody caught and goes on: a server that cannot start has to say so by ending.
try {
  const options = readOptions(process.argv.slice(2), process.env.PORT);
  // Next asks itself when an action redirects, or is another page's. `next start` tells it where it is; else it takes the
  // protocol from the proxy before it, and speaks TLS to a port that has none.
  process.env.__NEXT_PRIVATE_ORIGIN ??= ownOrigin(options);
  // It also listens for `Upgrade`, which is for development, and closes every connection that offers one, as Java's client
  // does with HTTP/2. On a server that nobody speaks to it harms nobody.
  const app = next({ ...options, dev: false, httpServer: createServer() });
  // Here it stops where a variable is missing: what needs one is loaded after that.
  await app.prepare();
  const { serve } = await import("./serve");
  await serve(app, options);
} catch (error) {
  process.stderr.write(`The web server cannot start: ${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}
