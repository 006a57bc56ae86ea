import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withPagePolicy } from "./content-security";

let server: Server;
let origin: string;

beforeAll(async () => {
  const scripts = { byPath: new Map([["/pricing", ["'sha256-abc='"]]]), ofErrorPages: ["'sha256-error='"] };
  const next = withPagePolicy(scripts, ({ headers }, response) => {
    response.end(JSON.stringify(headers["content-security-policy"] ?? null));
  });
  server = createServer(next).listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await once(server, "close");
});

async function policyOf(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(origin + path, { headers });
  const sent = response.headers.get("content-security-policy");
  const directives = new Map(sent?.split("; ").map((line) => [line.split(" ")[0], line.split(" ").slice(1)]));
  return { sent, toNext: await response.json(), of: (name: string) => directives.get(name) };
}

describe("the content security policy", () => {
  it("allows exactly the inline scripts of a static page", async () => {
    const policy = await policyOf("/pricing?plan=team");
    expect(policy.of("script-src")).toEqual(["'self'", "'sha256-abc='"]);
  });

  it("has a nonce for every other page, never twice the same, which Next receives", async () => {
    const [one, other] = [await policyOf("/dashboard"), await policyOf("/dashboard")];
    const nonces = [one, other].map((policy) =>
      policy.of("script-src")?.find((source) => source.startsWith("'nonce-")),
    );
    expect(new Set(nonces).size).toBe(2);
    expect(nonces[0]).toMatch(/^'nonce-[A-Za-z0-9+/]{22}=='$/);
    expect(one.toNext).toBe(one.sent);
    expect(one.of("script-src")).toContain("'sha256-error='");
  });

  it("never allows any inline script, plug-ins, other bases, other form targets or framing", async () => {
    for (const path of ["/pricing", "/dashboard", "/admin", "/nowhere"]) {
      const policy = await policyOf(path);
      expect(policy.of("script-src"), path).not.toContain("'unsafe-inline'");
      expect(policy.of("object-src")).toEqual(["'none'"]);
      expect(policy.of("base-uri")).toEqual(["'none'"]);
      expect(policy.of("frame-ancestors")).toEqual(["'none'"]);
      // The local Stripe, to which forms redirect.
      expect(policy.of("form-action")).toEqual(["'self'", "http://127.0.0.1:4242", "http://localhost:4242"]);
    }
  });

  it("isn't chosen by the client", async () => {
    const chosen = { "content-security-policy": "script-src 'nonce-mine'" };
    expect((await policyOf("/dashboard", chosen)).toNext).not.toContain("mine");
    expect((await policyOf("/api/health", chosen)).toNext).toBeNull();
  });
});
