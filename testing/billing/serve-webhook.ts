// The webhook route over plain HTTP, in a process that can be killed. Prints a line once it listens.
import { createServer, type IncomingMessage } from "node:http";
import { POST } from "@/app/api/webhooks/stripe/route";
import { env } from "@/lib/env";

const server = createServer(async (incoming, outgoing) => {
  const answer = await POST(await requestOf(incoming));
  outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
  outgoing.end(Buffer.from(await answer.arrayBuffer()));
});

async function requestOf(incoming: IncomingMessage): Promise<Request> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
  const body = Buffer.concat(await incoming.toArray());
  return new Request(`http://localhost${incoming.url}`, { method: "POST", headers, body });
}

server.listen(env.PORT, "127.0.0.1", () => process.stdout.write("listening\n"));
