import { createServer } from "node:http";

/** Reads the body and responds: the cost of HTTP alone. */
const server = createServer((request, response) => {
  request.resume().on("end", () => response.writeHead(200, { "Content-Type": "application/json" }).end('{"ok":true}'));
});
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`bare server on http://127.0.0.1:${server.address().port}\n`);
});
