import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";

/** Names as an attacker's own server would answer for them. */
const names: Readonly<Record<string, readonly string[]>> = {
  "inside.example": ["10.0.0.7"],
  "half.example": ["93.184.215.14", "127.0.0.1"],
  "nowhere.example": [],
};

vi.mock("node:dns", async (original) => ({
  ...(await original<typeof import("node:dns")>()),
  lookup: (name: string, _options: unknown, done: (error: Error | null, addresses: unknown[]) => void) =>
    done(
      null,
      (names[name] ?? []).map((address) => ({ address, family: 4 })),
    ),
}));

// Test files share what a process has loaded: here it is loaded anew, with these names in it.
vi.resetModules();
const { postMessage } = await import("./post-message");

const heard: string[] = [];
const server = createServer((request, response) => {
  heard.push(request.url ?? "");
  response.end("ok");
});
let port = 0;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => server.close());

describe("where customers are served", () => {
  it.each(["inside.example", "half.example", "nowhere.example"])(
    "a name that leads inside is not called: %s",
    async (name) => {
      await expect(postMessage(`https://${name}:${port}/hook`, "{}", {}, false)).rejects.toThrow("public internet");
    },
  );

  it.each(["https://127.0.0.1", "https://[::1]", "https://localhost", "http://example.com"])(
    "nothing is sent to %s",
    async (address) => {
      await expect(postMessage(`${address}:${port}/hook`, "{}", {}, false)).rejects.toThrow(/public|Only https/);
      expect(heard).toEqual([]);
    },
  );

  it("one's own machine is called where things are tried out", async () => {
    expect(await postMessage(`http://127.0.0.1:${port}/hook`, "{}", {}, true)).toEqual({ status: 200, body: "ok" });
    expect(heard).toEqual(["/hook"]);
  });
});
