import "@/testing/billing/local-stripe";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Operation } from "@/lib/api/operation";
import { credentialsFor, isIdempotent, needsSameOrigin } from "@/lib/api/operation";
import { listedOperations } from "@/lib/api/operations";
import { sessionStore } from "@/lib/auth/sessions/session-store";
import { type Actor, withPlatform, withTenant } from "@/lib/context";
import { createApiKey, createPlatformKey, type Scope } from "@/lib/keys";
import { scopeNames } from "@/lib/keys/input";
import { organizationHeader } from "@/lib/page-organization";
import { addMember, newOrganization, newUser } from "@/testing/factories";
import { routeFiles } from "@/testing/routes";

/*
 * The contract of the API, generated from the declarations: every operation against every caller and every kind of bad
 * input. That each answer also conforms to the API document is checked for all database tests.
 */

const browser = vi.hoisted(() => ({ cookies: new Map<string, string>() }));
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => (browser.cookies.has(name) ? { name, value: browser.cookies.get(name) } : undefined),
    set: () => undefined,
  }),
  headers: async () => new Headers(),
}));
beforeEach(() => browser.cookies.clear());

type Caller = Readonly<{ headers?: Record<string, string>; userId?: string }>;
type Callers = Record<
  "owner" | "member" | "unverified" | "stranger" | "admin" | "platformKey" | "organizationKey",
  Caller
>;

let organization: { id: string; ownerId: string };
let callers: Callers;

const bearer = (key: string): Caller => ({ headers: { authorization: `Bearer ${key}` } });

async function platformKey(scopes: Scope[]): Promise<Caller> {
  const actor: Actor = { kind: "user", id: (await newUser({ platformAdmin: true })).id };
  const made = await withPlatform({ actor }, (ctx) => createPlatformKey(ctx, { name: "server", scopes }));
  return bearer(made.key);
}

async function organizationKey(scopes: ("usage:read" | "features:read")[]): Promise<Caller> {
  const { id: organizationId, ownerId } = organization;
  const actor: Actor = { kind: "user", id: ownerId };
  const made = await withTenant({ organizationId, actor }, (ctx) => createApiKey(ctx, { name: "server", scopes }));
  return bearer(made.key);
}

beforeAll(async () => {
  // The examples name this customer.
  organization = await newOrganization({ plan: "enterprise", externalId: "your-customer-id" });
  const ofRole = async (role: "member" | "owner", verified: boolean) =>
    (await addMember(organization.id, role, { verified })).id;
  callers = {
    owner: { userId: organization.ownerId },
    member: { userId: await ofRole("member", true) },
    unverified: { userId: await ofRole("owner", false) },
    stranger: { userId: (await newUser()).id },
    admin: { userId: (await newUser({ platformAdmin: true })).id },
    platformKey: await platformKey([...scopeNames]),
    organizationKey: await organizationKey(["usage:read", "features:read"]),
  };
});

type Given = { body?: unknown; headers?: Record<string, string>; query?: string };

/** Sends an operation's example, or `body` in its place, to the route that serves it. */
async function send(operation: Operation, caller: Caller, given: Given = {}) {
  const { method, path, body, example } = operation;
  browser.cookies.clear();
  const page: Record<string, string> = {};
  if (caller.userId) {
    const { userId } = caller;
    browser.cookies.set(
      "gatehouse.session",
      await sessionStore.create({ userId, userAgent: null, now: new Date(), secondFactor: "totp" }),
    );
    Object.assign(page, { [organizationHeader]: organization.id });
  }
  const ids: Record<string, string> = { id: organization.id, userId: organization.ownerId };
  const params = Object.fromEntries(Object.keys(operation.params?.shape ?? {}).map((name) => [name, ids[name]]));
  const query = given.query ?? exampleQuery(operation);
  const text = "body" in given ? given.body : body && example;
  const request = new Request(`http://localhost:3000${path.replaceAll(/\{(\w+)\}/g, (_, name) => name)}${query}`, {
    method: method.toUpperCase(),
    headers: { ...page, ...caller.headers, ...given.headers },
    ...(text === undefined ? {} : { body: typeof text === "string" ? text : JSON.stringify(text) }),
  });
  const { file } = routeFiles().find((route) => route.path === path) ?? {};
  const route = await import(`${process.cwd()}/${file}`);
  const response: Response = await route[method.toUpperCase()](request, { params: Promise.resolve(params) });
  const isJson = /[/+]json/.test(response.headers.get("content-type") ?? "");
  return {
    status: response.status,
    headers: response.headers,
    body: isJson ? await response.json() : await response.text(),
  };
}

/** What a platform key must say, and a session may; and what a download is of. */
function exampleQuery({ caller, query, path }: Operation): string {
  if (caller === "download" && query) return "?meter=work_orders";
  return caller === "reader" && query
    ? `?organization=your-customer-id${path.endsWith("limits/check") ? "&meter=work_orders" : ""}`
    : "";
}
const statusOf = async (...args: Parameters<typeof send>) => (await send(...args)).status;

/** A caller the operation is declared for. */
function declared(operation: Operation): Caller {
  switch (operation.caller) {
    case "member":
    case "download":
      return callers.owner;
    case "anyone":
      return {};
    case "admin":
    case "admin_reader":
      return callers.admin;
    case "platform":
    case "reader":
    case "writer":
      return callers.platformKey;
  }
}

const cases = listedOperations.map(({ id, operation }) => [id, operation] as const);
const those = (which: (operation: Operation) => unknown) => cases.filter(([, operation]) => which(operation));
const withCredentials = those((operation) => operation.caller !== "anyone");
const accepts = (operation: Operation, credential: string) =>
  credentialsFor(operation).some((declaredCredential) => declaredCredential === credential);

describe("credentials", () => {
  it.each(withCredentials)("%s requires some", async (_id, operation) => {
    expect(await statusOf(operation, {})).toBe(401);
    expect(await statusOf(operation, bearer(`gh_platform_${"x".repeat(43)}`))).toBe(401);
    expect(await statusOf(operation, { headers: { authorization: "Basic YTpi" } })).toBe(401);
  });

  it.each(withCredentials.filter(([, operation]) => !accepts(operation, "platform_key")))(
    "%s takes no platform key",
    async (_id, operation) => {
      expect(await statusOf(operation, callers.platformKey)).toBe(401);
    },
  );

  it.each(withCredentials.filter(([, operation]) => !accepts(operation, "organization_key")))(
    "%s takes no organization key",
    async (_id, operation) => {
      expect(await statusOf(operation, callers.organizationKey)).toBe(accepts(operation, "platform_key") ? 403 : 401);
    },
  );

  it.each(those(({ caller }) => caller === "platform"))("%s takes no session", async (_id, operation) => {
    expect(await statusOf(operation, callers.owner)).toBe(401);
  });

  it.each(those((operation) => accepts(operation, "admin_session")))(
    "%s is hidden from everyone but admins",
    async (_id, operation) => {
      expect(await statusOf(operation, callers.owner)).toBe(404);
    },
  );

  it.each(those((operation) => accepts(operation, "session")))("%s needs a membership", async (_id, operation) => {
    expect(await statusOf(operation, callers.stranger)).toBe(404);
  });
});

describe("permissions", () => {
  it.each(those((operation) => "scope" in operation))("%s requires its scope", async (_id, operation) => {
    const scope = "scope" in operation ? operation.scope : undefined;
    const other = await platformKey(scopeNames.filter((name) => name !== scope));
    expect(await send(operation, other)).toMatchObject({ status: 403, body: { reason: "scope", scope } });
    if (!accepts(operation, "organization_key")) return;
    const own = await organizationKey(scope === "usage:read" ? ["features:read"] : ["usage:read"]);
    expect(await send(operation, own)).toMatchObject({ status: 403, body: { reason: "scope", scope } });
  });

  it.each(those((operation) => "roles" in operation && operation.roles))(
    "%s requires one of its roles",
    async (_id, operation) => {
      const roles = "roles" in operation ? operation.roles : undefined;
      expect(await send(operation, callers.member)).toMatchObject({ status: 403, body: { reason: "role", roles } });
    },
  );

  it.each(those((operation) => "verified" in operation && operation.verified))(
    "%s requires a verified address",
    async (_id, operation) => {
      expect(await send(operation, callers.unverified)).toMatchObject({ status: 403, body: { reason: "unverified" } });
    },
  );

  it.each(those(needsSameOrigin))("%s rejects another site's request", async (_id, operation) => {
    const caller = operation.caller === "admin" ? callers.admin : callers.owner;
    const elsewhere: Record<string, string>[] = [
      { "sec-fetch-site": "cross-site" },
      { origin: "https://evil.example" },
    ];
    for (const headers of elsewhere) {
      expect(await send(operation, caller, { headers })).toMatchObject({
        status: 403,
        body: { reason: "cross_origin" },
      });
    }
  });
});

describe("input", () => {
  it.each(those(({ body }) => body))("%s rejects a malformed, unknown or oversized body", async (_id, operation) => {
    const caller = declared(operation);
    const example = typeof operation.example === "object" ? operation.example : {};
    for (const body of ["", "{", "[]", "null", '"text"', { ...example, unknownField: 1 }]) {
      expect(await send(operation, caller, { body }), JSON.stringify(body)).toMatchObject({
        status: 400,
        body: { code: "invalid_input" },
      });
    }
    const tooLarge = JSON.stringify({ ...example, padding: "x".repeat(1024 * 1024) });
    expect(await statusOf(operation, caller, { body: tooLarge })).toBe(413);
  });

  it.each(those(({ query }) => query))("%s rejects an unknown query parameter", async (_id, operation) => {
    const query = `${exampleQuery(operation) || "?"}&unknown=1`;
    expect(await send(operation, declared(operation), { query })).toMatchObject({ status: 400 });
  });

  it.each(those(isIdempotent))("%s rejects a malformed Idempotency-Key", async (_id, operation) => {
    const headers = { "idempotency-key": "not printable\t" };
    expect(await statusOf(operation, declared(operation), { headers })).toBe(400);
  });
});

describe("a valid request", () => {
  it.each(cases)("to %s gets a declared answer that no cache keeps", async (_id, operation) => {
    const { status, headers } = await send(operation, declared(operation));
    if (status !== operation.otherStatus) expect(status).toBeLessThan(500);
    if (operation !== track) expect(headers.get("cache-control")).toBe("no-store");
  });
});

const [, track] = cases.find(([id]) => id === "trackUsage") ?? [];
