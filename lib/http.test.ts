import { describe, expect, it } from "vitest";
import { z } from "zod";
import { expectLog } from "@/testing/logs";
import { bodyLimit } from "./body-limit";
import { GatehouseError } from "./errors";
import { problem, readJson, readText, route } from "./http";

const post = (body: BodyInit) => new Request("http://localhost/x", { method: "POST", body });

describe("a problem", () => {
  it.each([
    ["invalid_input", 400],
    ["unauthenticated", 401],
    ["limit_reached", 402],
    ["feature_not_in_plan", 402],
    ["read_only", 402],
    ["forbidden", 403],
    ["not_found", 404],
    ["request_timeout", 408],
    ["conflict", 409],
    ["too_large", 413],
    ["unknown_name", 422],
    ["rate_limited", 429],
    ["unavailable", 503],
    ["internal", 500],
  ] as const)("%s answers %i as problem+json", async (code, status) => {
    const response = problem(new GatehouseError(code, "Why.", { meter: "users" }));
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({ status, code, title: "Why.", meter: "users" });
  });

  it("has a Retry-After header", () => {
    expect(problem(new GatehouseError("rate_limited", "Slow.", { retryAfter: 17 })).headers.get("retry-after")).toBe(
      "17",
    );
    expect(problem(new GatehouseError("unavailable", "Away.")).headers.get("retry-after")).toBe("2");
  });

  it("doesn't expose the message of an unexpected error", async () => {
    expectLog("unexpected error");
    const response = problem(new Error("password=hunter2"));
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("hunter2");
  });

  it("recognizes an unavailable database by the cause", () => {
    expectLog("a service is unavailable");
    const refused = Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
    expect(problem(new Error("Failed query", { cause: refused })).status).toBe(503);
  });
});

it.each([
  ["22021", 400],
  ["22P05", 400],
  ["22008", 400],
  ["40P01", 503],
])("answers PostgreSQL's error %s with %i", (code, status) => {
  if (status === 503) expectLog("a service is unavailable");
  const cause = Object.assign(new Error("server said"), { code });
  expect(problem(new Error("Failed query", { cause })).status).toBe(status);
});

describe("a body that trickles", () => {
  it("is given up with 408, and the connection is closed", async () => {
    const endless = new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode("{")) });
    const init = { method: "POST", body: endless, duplex: "half" };
    const error = await readText(new Request("http://localhost/x", init as RequestInit), bodyLimit, 20).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ code: "request_timeout" });
    const response = problem(error);
    expect([response.status, response.headers.get("connection")]).toEqual([408, "close"]);
  });
});

describe("reading a body", () => {
  const schema = z.strictObject({ meter: z.string(), amount: z.int().min(1) });

  it("returns what the schema parses", async () => {
    expect(await readJson(post('{"meter":"runs","amount":2}'), schema)).toEqual({ meter: "runs", amount: 2 });
  });

  it.each([
    ["not JSON", "{", []],
    ["a wrong type", '{"meter":1,"amount":1}', ["meter"]],
    ["a number out of range", '{"meter":"runs","amount":0}', ["amount"]],
    ["an unknown field", '{"meter":"runs","amount":1,"price":0}', [""]],
  ])("rejects %s and names the field", async (_what, body, fields) => {
    const error = await readJson(post(body), schema).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(GatehouseError);
    const { code, details } = error as GatehouseError;
    expect(code).toBe("invalid_input");
    const errors = (details.errors ?? []) as { field: string }[];
    expect(errors.map(({ field }) => field)).toEqual(fields);
  });

  it("stops reading a body that grows over the limit", async () => {
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(64 * 1024)) });
    const request = new Request("http://localhost/x", { method: "POST", body: endless, duplex: "half" } as RequestInit);
    await expect(readText(request, bodyLimit)).rejects.toMatchObject({ code: "too_large" });
  });

  it("reads a body that arrives in chunks, and stops at its Content-Length without waiting for the end", async () => {
    const pieces = ['{"meter":"', "Müller", '","amount":2}'].map((text) => new TextEncoder().encode(text));
    const length = pieces.reduce((sum, piece) => sum + piece.byteLength, 0);
    const sent = (headers: Record<string, string>, ends: boolean) => {
      const left = [...pieces];
      const body = new ReadableStream({
        pull(controller) {
          const piece = left.shift();
          if (piece) controller.enqueue(piece);
          else if (ends) controller.close();
        },
      });
      const init = { method: "POST", headers, body, duplex: "half" };
      return readText(new Request("http://localhost/x", init as RequestInit), bodyLimit);
    };
    expect(await sent({}, true)).toBe('{"meter":"Müller","amount":2}');
    expect(await sent({ "content-length": String(length) }, false)).toBe('{"meter":"Müller","amount":2}');
  });
});

describe("a route", () => {
  it("turns a thrown error into a response", async () => {
    const handler = route(async () => {
      throw new GatehouseError("forbidden", "No.");
    });
    expect((await handler(post("{}"))).status).toBe(403);
  });

  it("turns a synchronously thrown error into a response", async () => {
    const handler = route(() => {
      throw new GatehouseError("forbidden", "No.");
    });
    expect((await handler(post("{}"))).status).toBe(403);
  });
});
