import { once } from "node:events";
import { Agent, createServer, request as httpRequest, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { stopper } from "./serve";

let server: Server;
let port: number;
let stop: () => Promise<void>;
let pendingResponse: ServerResponse | undefined;

beforeEach(async () => {
  server = createServer((request, response) => {
    if (request.url === "/later") pendingResponse = response;
    else response.end("at once");
  });
  stop = stopper(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const agent = new Agent({ keepAlive: true });

async function get(path: string) {
  const request = httpRequest({ port, host: "127.0.0.1", path, agent }).end();
  const [response] = await once(request, "response");
  response.resume();
  await once(response, "end");
  return { status: response.statusCode, connection: response.headers.connection };
}

describe("a server that stops", () => {
  it("responds to requests in progress", async () => {
    const pending = get("/later");
    await once(server, "request");
    const stopped = stop();
    pendingResponse?.end();
    expect(await pending).toEqual({ status: 200, connection: "close" });
    await stopped;
    await expect(get("/")).rejects.toThrow("ECONNREFUSED");
  });

  it("announces that a connection closes, then closes it", async () => {
    expect((await get("/")).connection).toBe("keep-alive");
    const stopped = stop();
    expect(await get("/")).toEqual({ status: 200, connection: "close" });
    await stopped;
  });

  it.each(["", "GET / HTTP/1.1\r\nHost:"])("doesn't wait for a connection that sent only %j", async (sent) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => undefined);
    await once(server, "connection");
    socket.write(sent);
    const gone = once(socket, "close");
    await stop();
    await gone;
  });
});
