import { request } from "node:http";
import { describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { start } from "../testing/harness";
import { refuseCaller } from "./callers";

/** With any Host, which `fetch` doesn't allow. */
function ask(port: number, path: string, method: string, headers: Record<string, string>) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port, path, method, headers }, async (response) => {
      let text = "";
      for await (const part of response) text += part;
      resolve({ status: response.statusCode ?? 0, text });
    });
    asked.on("error", reject);
    asked.end();
  });
}

const paths = [
  ["GET", "/"],
  ["GET", "/v1/customers"],
  ["POST", "/v1/customers"],
  ["GET", "/_local/clock"],
  ["POST", "/_local/faults"],
  ["GET", "/checkout/cs_test_x"],
  ["GET", "/nothing"],
] as const;

describe("a name that another site lets point to this machine", () => {
  test("is refused on every page and by the API, with a sentence", async () => {
    const { local } = await start();
    for (const [method, path] of paths) {
      const host = `evil.example:${local.port}`;
      const answer = await ask(local.port, path, method, { host, authorization: "Bearer sk_test_x" });
      expect([path, answer.status]).toEqual([path, 421]);
      expect(answer.text).toContain("answers on localhost and 127.0.0.1");
    }
  });

  test("gets no events over the WebSocket of the official CLI", async () => {
    const { local } = await start();
    const opened = (headers: Record<string, string>) =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(`ws://127.0.0.1:${local.port}/_local/cli`, "stripecli-devproxy-v1", { headers });
        socket.on("open", () => {
          resolve("open");
          socket.terminate();
        });
        socket.on("error", () => resolve("refused"));
      });
    expect(await opened({})).toBe("open");
    expect(await opened({ host: "evil.example" })).toBe("refused");
    expect(await opened({ origin: "https://evil.example" })).toBe("refused");
  });
});

describe("a page of another site", () => {
  test("changes nothing, neither by the API nor by forms", async () => {
    const { local, stripe } = await start();
    for (const origin of ["https://evil.example", "null", "http://localhost.evil.example"]) {
      for (const [method, path] of paths.filter(([each]) => each === "POST")) {
        const answer = await ask(local.port, path, method, { origin, authorization: "Bearer sk_test_x" });
        expect([origin, path, answer.status]).toEqual([origin, path, 403]);
      }
    }
    expect((await stripe.customers.list()).data).toEqual([]);
  });

  test("of this machine may", async () => {
    const { local } = await start();
    for (const origin of ["http://localhost:3000", `http://127.0.0.1:${local.port}`, "http://[::1]:3000"]) {
      const answer = await ask(local.port, "/v1/customers", "POST", { origin, authorization: "Bearer sk_test_x" });
      expect([origin, answer.status]).toEqual([origin, 200]);
    }
  });
});

test("a configured name is answered, and only that one", () => {
  const hosts = ["stripe.test"];
  const refused = (host: string) => refuseCaller({ method: "GET", host, origin: undefined }, hosts)?.status;
  expect(["stripe.test:4242", "stripe.test", "app.localhost:4242", "[::1]:4242"].map(refused)).toEqual(
    Array(4).fill(undefined),
  );
  expect(["other.test", "stripe.test.evil.example", "", "127.0.0.1.evil.example", "0.0.0.0"].map(refused)).toEqual(
    Array(5).fill(421),
  );
});
