import { execFileSync } from "node:child_process";
import vm from "node:vm";
import { describe, expect, it } from "vitest";
import { type Call, examplesOf } from "./examples";

const body = { organization: "O'Neill & Søns", meter: "runs", amount: 2, properties: { urgent: true, plant: null } };
const call = { method: "POST", path: "/api/v1/usage/track", body, key: "GATEHOUSE_KEY" };
const code = (language: string, given: Call = call) =>
  examplesOf(given).find((example) => example.language === language)?.code ?? "";

describe("an example", () => {
  it("for a shell sends the exact body, with its quotes", () => {
    const script = code("curl").replace(/^curl/, "printf '%s\\0'");
    const words = execFileSync("sh", ["-c", script], {
      encoding: "utf8",
      env: { NODE_ENV: "test", GATEHOUSE_KEY: "k" },
    }).split("\0");
    expect(words).toContain("Authorization: Bearer k");
    expect(JSON.parse(words[words.indexOf("-d") + 1] ?? "")).toEqual(body);
  });

  it("for JavaScript runs, and sends the exact body", async () => {
    const sent: unknown[] = [];
    const fetch = async (url: string, init: { body: string; headers: Record<string, string> }) => {
      sent.push(url, JSON.parse(init.body), init.headers.Authorization);
      return Response.json({ ok: true });
    };
    const context = { fetch, process: { env: { GATEHOUSE_KEY: "k" } }, console: { log: () => undefined }, JSON, Error };
    await vm.runInNewContext(`(async () => { ${code("JavaScript")} })()`, context);
    expect(sent).toEqual(["https://your.app/api/v1/usage/track", body, "Bearer k"]);
  });

  it("for Python writes True and None", () => {
    expect(code("Python")).toContain('"urgent": True,\n');
    expect(code("Python")).toContain('"plant": None\n');
    const quoted = { ...call, body: { note: 'He said "true" and \\"null\\"', done: true } };
    expect(code("Python", quoted)).toContain(`${JSON.stringify(quoted.body.note)},\n`);
  });

  it("without a body sends none", () => {
    const examples = examplesOf({ method: "GET", path: "/api/v1/usage/current", key: "GATEHOUSE_KEY" });
    for (const example of examples) expect(example.code).not.toMatch(/Content-Type|POST|data=|-d /);
  });
});
