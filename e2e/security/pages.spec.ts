import "./support/environment";
import { expect, test } from "@playwright/test";
import { type PageAccess, pages } from "./support/access";
import { sql } from "./support/database";
import { type Answered, each, send } from "./support/send";
import { type Caller, newWorld, type SessionFacts, type World } from "./support/world";

let world: World;
/** Names and addresses of organizations and people. None belongs in what an outsider is sent. */
let secrets: string[];
test.beforeAll(async () => {
  world = await newWorld();
  const rows = await sql`
    select name as text from organizations union select email as text from users where is_platform_admin is false`;
  // The demo shows some of its customers to everyone.
  const open = await Promise.all(["/", "/sign-in", "/sign-up"].map((path) => send(path)));
  const isOpen = (secret: string) => open.some(({ text }) => text.includes(secret));
  secrets = rows.map(({ text }) => String(text)).filter((text) => text.length > 8 && !isOpen(text));
  expect(secrets.length).toBeGreaterThan(8);
});

/** How Next's router asks for a page, besides a visit. */
const requests: Readonly<Record<string, Record<string, string>>> = {
  visit: {},
  navigation: { rsc: "1" },
  prefetch: { rsc: "1", "next-router-prefetch": "1" },
  "prefetch of its tree": { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" },
};

/** Callers that differ in what they see of pages. */
const visitors = [
  "an anonymous visitor",
  "an owner whose session was ended",
  "owner",
  "member",
  "an admin who was removed in mid-session",
  "someone in no organization",
  "the owner of a suspended organization",
  "an owner without the second factor required",
  "a platform admin",
  "a platform admin without a second factor",
  "a platform admin who was demoted in mid-session",
  "a read-only support session",
  "a platform key",
];

test("every page is shown to those it is listed for, and nothing of it to anyone else, however it is requested", async () => {
  const wrong: unknown[] = [];
  const asked = world.callers.filter(({ name }) => visitors.includes(name));
  expect(asked).toHaveLength(visitors.length);
  // One queue for all callers, so that a slow page holds up none of the others.
  const attempts = asked.flatMap((caller) =>
    Object.entries(pages).map(([route, access]) => ({ caller, route, access })),
  );
  await each(attempts, async ({ caller, route, access }) => {
    const expected = expectedOf(access, caller);
    // An allowed page is rendered once: the refusals are what matters here.
    const kinds = expected === "shown" ? (["visit"] as const) : Object.keys(requests);
    for (const kind of kinds) {
      const answered = await ask(pathOf(route), kind, caller.headers);
      const problem = problemOf(answered, expected, caller, access, kind);
      if (problem) wrong.push({ caller: caller.name, route, kind, expected, status: answered.status, problem });
    }
  });
  expect(wrong).toEqual([]);
});

/** The router's parameter by the headers that it depends on. */
const parameters = new Map<string, string>();

/**
 * The router adds a parameter to the address, so that no cache mistakes data for the page. The server says which one. It is the same for
 * every page, so it is learned once.
 */
async function ask(path: string, kind: string, own: Record<string, string>): Promise<Answered> {
  const headers = { ...own, ...requests[kind] };
  const known = parameters.get(kind);
  const answered = await send(known && !path.includes("?") ? `${path}?_rsc=${known}` : path, { headers });
  const location = answered.headers.get("location") ?? "";
  if (!("rsc" in headers && /[?&]_rsc/.test(location))) return answered;
  const learned = /[?&]_rsc=([^&]+)/.exec(location)?.[1];
  if (learned) parameters.set(kind, learned);
  return send(location, { headers });
}

const pathOf = (route: string): string =>
  route
    .replace(/^\/site\/\[product\]/, "")
    .replace("/[id]", route.includes("organizations") ? `/${world.subject}` : "/01990000-0000-7000-8000-000000000001")
    .replace("[token]", "x".repeat(43))
    .replace("[section]", "churn")
    .replace("[month]", "2026-10") || "/";

/** "shown", "not found", or the path that leads on. */
type Expected = "shown" | "not found" | `/${string}`;

function expectedOf(access: PageAccess, caller: Caller): Expected {
  if (access === "unserved") return "not found";
  if (access === "anyone") return "shown";
  if (caller.kind !== "session") return "/sign-in";
  switch (access) {
    case "person":
      return "shown";
    case "admin":
      return toAdmin(caller);
    default:
      return toMember(access, caller);
  }
}

function toAdmin({ acting, platformAdmin, secondFactor }: SessionFacts): Expected {
  if (acting) return "/dashboard";
  if (!platformAdmin) return "not found";
  return secondFactor ? "shown" : "/two-factor/set-up";
}

function toMember(access: "member" | "reader" | "billing" | "owner", caller: SessionFacts): Expected {
  if (!caller.organizationId) return "/no-organization";
  if (caller.organization === "requires_second_factor") return "/two-factor/set-up";
  if ((access === "reader" || access === "owner") && caller.organization === "suspended") return "/billing";
  if (access === "owner" && caller.role !== "owner") return "not found";
  if (access === "billing" && caller.role === "member") return "not found";
  return "shown";
}

/** What is wrong with an answer; undefined for none. */
function problemOf(
  { status, headers, text }: Answered,
  expected: Expected,
  caller: Caller,
  access: PageAccess,
  kind: string,
) {
  if (status >= 500) return "failed";
  const location = headers.get("location") ?? /NEXT_REDIRECT;(?:replace|push);([^;]+);/.exec(text)?.[1];
  if (expected !== "shown") {
    const leak = leakIn(text, caller);
    if (leak) return `contains "${leak}"`;
    if (access === "admin" && /data-slot="skeleton"/.test(text)) return "contains the page's skeleton";
  }
  // A prefetch may be answered with nothing at all.
  if (kind.startsWith("prefetch")) return undefined;
  if (expected === "not found") return isNotFound(status, text) ? undefined : "isn't not found";
  if (expected === "shown") {
    if (access === "anyone" || access === "person") return undefined;
    return location && /^\/(sign-in|no-organization|two-factor)/.test(location) ? `leads to ${location}` : undefined;
  }
  return location?.startsWith(expected) ? undefined : `leads to ${location ?? "itself"}`;
}

const isNotFound = (status: number, text: string): boolean =>
  status === 404 || text.includes("NEXT_HTTP_ERROR_FALLBACK;404");

/** A name or an address that isn't the caller's own. */
function leakIn(text: string, caller: Caller): string | undefined {
  // Test accounts are called after their ID.
  const own =
    caller.kind === "session"
      ? [...(caller.organizationId ? ownNames[caller.organization] : []), `${caller.userId}@example.com`]
      : [];
  return secrets.find((secret) => text.includes(secret) && !own.includes(secret));
}

const ownNames: Readonly<Record<SessionFacts["organization"], string[]>> = {
  active: ["Home Works"],
  suspended: ["Suspended Works"],
  requires_second_factor: ["Strict Works"],
};
