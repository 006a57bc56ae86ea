import { uuidv7 } from "uuidv7";
import { afterEach, describe, expect, it, vi } from "vitest";
import { env } from "@/lib/env";
import { route } from "@/lib/http";
import { limiterOn } from "./store";
import { exchange, takeRequest } from "./take-request";

const answerTo = (id: string) =>
  route(async (request) => {
    takeRequest(request, [
      { kind: "api_key", id },
      { kind: "organization", id: `of-${id}` },
    ]);
    return Response.json({ ok: true });
  })(new Request("http://localhost/"));

async function answersTo(id: string, times: number) {
  const answers = [];
  for (let index = 0; index < times; index += 1) answers.push(await answerTo(id));
  return answers;
}

afterEach(() => void vi.restoreAllMocks());

describe("requests with a key", () => {
  it("get headers with the requests left, and 429 when there are none", async () => {
    const answers = await answersTo(uuidv7(), env.RATE_LIMIT_API_KEY + 1);
    const [first] = answers;
    const last = answers.at(-1);
    expect(first?.headers.get("ratelimit-policy")).toBe('"requests";q=600;w=60');
    expect(first?.headers.get("ratelimit")).toBe('"requests";r=599;t=60');
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(600);
    expect(last?.status).toBe(429);
    expect(Number(last?.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(last?.headers.get("ratelimit")).toMatch(/^"requests";r=0;t=\d+$/);
    expect(await last?.json()).toMatchObject({ code: "rate_limited" });
  });

  it("count together with those of other servers, after an exchange", async () => {
    const id = uuidv7();
    await limiterOn({ points: 600, duration: 60, keyPrefix: "api:api_key" }).penalty(id, 600);
    expect((await answerTo(id)).status).toBe(200);
    await exchange();
    expect((await answerTo(id)).status).toBe(429);
  });

  it("of one organization count together, whatever the key", async () => {
    const organization = uuidv7();
    const ask = (key: string) =>
      route(async (request) => {
        takeRequest(request, [
          { kind: "api_key", id: key },
          { kind: "organization", id: organization },
        ]);
        return Response.json({});
      })(new Request("http://localhost/"));
    const keys = [uuidv7(), uuidv7(), uuidv7()];
    let allowed = 0;
    for (let index = 0; index < 1_500; index += 1) {
      if ((await ask(keys[index % 3] ?? "")).status === 200) allowed += 1;
    }
    expect(allowed).toBe(env.RATE_LIMIT_ORGANIZATION);
  });

  it("count together in one process, though Next's bundle and the fast path load the module twice", async () => {
    const id = uuidv7();
    await answersTo(id, env.RATE_LIMIT_API_KEY);
    vi.resetModules();
    const twin = await import("./take-request");
    expect(twin.takeRequest).not.toBe(takeRequest);
    expect(() => twin.takeRequest(new Request("http://localhost/"), [{ kind: "api_key", id }])).toThrow("Too many");
  });

  it("start over with the next window", async () => {
    const id = uuidv7();
    await answersTo(id, 601);
    vi.useFakeTimers({ now: Date.now() + 61_000, toFake: ["Date"] });
    try {
      expect((await answerTo(id)).status).toBe(200);
    } finally {
      vi.useRealTimers();
    }
  });
});
