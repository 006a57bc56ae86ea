import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";

/** DNS records as an attacker's name server could return them. */
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

// Test files share loaded modules. Load this one again, with the mocked DNS.
vi.resetModules();
const { postMessage } = await import("./post-message");

const requests: string[] = [];
const server = createServer((request, response) => {
  requests.push(request.url ?? "");
  response.end("ok");
});
let port = 0;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => server.close());

describe("in production", () => {
  it.each(["inside.example", "half.example", "nowhere.example"])(
    "a host name that resolves to a private address isn't called: %s",
    async (name) => {
      await expect(postMessage(`https://${name}:${port}/hook`, "{}", {}, false)).rejects.toThrow("public internet");
    },
  );

  it.each(["https://127.0.0.1", "https://[::1]", "https://localhost", "http://example.com"])(
    "nothing is sent to %s",
    async (address) => {
      await expect(postMessage(`${address}:${port}/hook`, "{}", {}, false)).rejects.toThrow(/public|Use an https URL/);
      expect(requests).toEqual([]);
    },
  );

  it("calls this machine if local endpoints are allowed", async () => {
    expect(await postMessage(`http://127.0.0.1:${port}/hook`, "{}", {}, true)).toEqual({ status: 200, body: "ok" });
    expect(requests).toEqual(["/hook"]);
  });
});
