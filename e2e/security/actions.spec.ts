import "./support/environment";
import { expect, test } from "@playwright/test";
import { reviewed } from "@/testing/access/reviewed";
import { listedActions } from "@/testing/listed-actions";
import { type BuiltAction, builtActions, callAction, type Outcome, post, submitForm } from "./support/actions";
import { adminArguments } from "./support/admin-inputs";
import { footprintOf } from "./support/footprint";
import { malformedBodies } from "./support/malformed-bodies";
import { each } from "./support/send";
import { type Caller, newWorld, type World } from "./support/world";

let world: World;
let actions: BuiltAction[];
/** Other products' actions aren't there. */
const served = () => actions.filter((action) => action.served);
test.beforeAll(async () => {
  world = await newWorld();
  actions = builtActions({ id: world.subject, token: "x".repeat(43), section: "churn", month: "2026-10" });
});

const callerNamed = (name: string): Caller => {
  const caller = world.callers.find((one) => one.name === name);
  if (!caller) throw new Error(`no caller ${name}`);
  return caller;
};

/** Calls an action with arguments that it takes, in the page of `home`. */
function act(action: BuiltAction, { headers }: Caller): Promise<Outcome> {
  const { caller, fields, input } = listedActions[action.name] ?? { caller: "anyone" };
  if (fields)
    return submitForm(action, { ...fields, ...(caller === "member" ? { organization: world.home } : {}) }, headers);
  if (caller === "admin") return callAction(action, adminArguments(action.name, world.home), headers);
  return callAction(action, caller === "member" ? [world.home, input ?? {}] : [input ?? {}], headers);
}

type Refusal = { code?: string; reason?: string };

/** By who may call an action: how each of these callers is refused. */
const refusals: Record<string, Partial<Record<"member" | "person" | "admin", Refusal>>> = {
  "an anonymous visitor": {
    member: { code: "unauthenticated" },
    person: { code: "unauthenticated" },
    admin: { code: "unauthenticated" },
  },
  "an owner whose session was ended": {
    member: { code: "unauthenticated" },
    person: { code: "unauthenticated" },
    admin: { code: "unauthenticated" },
  },
  "the owner of another organization": { member: { reason: "other_organization" }, admin: { code: "not_found" } },
  "someone in no organization": { member: { reason: "no_organization" }, admin: { code: "not_found" } },
  "an admin who was removed in mid-session": { member: { reason: "no_organization" }, admin: { code: "not_found" } },
  member: { admin: { code: "not_found" } },
  owner: { admin: { code: "not_found" } },
  "a platform admin who was demoted in mid-session": {
    member: { reason: "no_organization" },
    admin: { code: "not_found" },
  },
  "a platform admin without a second factor": { admin: { reason: "second_factor" } },
  "a read-only support session": {
    member: { reason: "impersonation" },
    person: { reason: "impersonation" },
    admin: { reason: "nested" },
  },
  "a support session": {
    member: { reason: "impersonation" },
    person: { reason: "impersonation" },
    admin: { reason: "nested" },
  },
};

test("every server action of the build is listed with who may call it", () => {
  const built = actions.map(({ name }) => name).sort();
  expect(Object.keys(listedActions).filter((name) => !built.includes(name))).toEqual([]);
  expect(built.filter((name) => !(name in listedActions))).toEqual([]);
});

test("no server action of another product is there, for anyone", async () => {
  const others = actions.filter((action) => !action.served);
  expect(others.length).toBeGreaterThan(5);
  const statuses = await Promise.all(
    others.map(async (action) => (await callAction(action, [world.home, {}], callerNamed("owner").headers)).status),
  );
  expect(statuses.filter((status) => ![404, 409].includes(status))).toEqual([]);
});

test("every server action refuses everyone it isn't for, and changes nothing", async () => {
  const before = [await footprintOf(world.home), await footprintOf(world.bystander)];
  const wrong: unknown[] = [];
  for (const [name, expected] of Object.entries(refusals)) {
    const caller = callerNamed(name);
    await each(served(), async (action) => {
      const listed = listedActions[action.name];
      if (!listed || listed.caller === "anyone") return;
      const refusal = expected[listed.caller];
      if (!refusal || (listed.supportSession && refusal.reason === "impersonation")) return;
      const outcome = await act(action, caller);
      if (isRefused(outcome, refusal, listed.fields !== undefined)) return;
      wrong.push({ caller: name, action: action.name, refusal, ...outcome, text: outcome.text.slice(0, 400) });
    });
  }
  expect(wrong).toEqual([]);
  // Who was refused is in the audit log.
  const after = [await footprintOf(world.home), await footprintOf(world.bystander)];
  expect(after.map(withoutAudit)).toEqual(before.map(withoutAudit));
});

/** Who may call each action by role and confirmation, from the list that people review: the declarations don't decide what is expected. */
const who = reviewed("Server actions");

test("every server action refuses members whose role it isn't for, and people who haven't confirmed their identity", async () => {
  const before = [await footprintOf(world.home), await footprintOf(world.bystander)];
  const wrong: unknown[] = [];
  const tried = new Map<string, number>();
  const expectRefusal = async (action: BuiltAction, caller: Caller, reason: string) => {
    tried.set(reason, (tried.get(reason) ?? 0) + 1);
    const outcome = await act(action, caller);
    if (outcome.reason === reason) return;
    wrong.push({ caller: caller.name, action: action.name, reason, ...outcome, text: outcome.text.slice(0, 400) });
  };
  await each(served(), async (action) => {
    const listed = listedActions[action.name];
    const [roles = "", ...needs] = who.get(action.name)?.split("; ") ?? [];
    if (listed?.caller === "member" && roles !== "any member") {
      const others = ["admin", "billing", "member", "an owner who was made a member in mid-session"]
        .map(callerNamed)
        .filter((caller) => caller.kind === "session" && !roles.split(", ").includes(caller.role ?? ""));
      for (const caller of others) await expectRefusal(action, caller, "role");
    }
    if (needs.includes("verified")) await expectRefusal(action, callerNamed("an unverified owner"), "unverified");
    if (needs.includes("confirmed")) {
      const stale =
        listed?.caller === "admin" ? world.staleAdmin : callerNamed("an owner who signed in 11 minutes ago");
      await expectRefusal(action, stale, "confirmation");
    }
  });
  expect(wrong).toEqual([]);
  expect(Math.min(...["role", "unverified", "confirmation"].map((reason) => tried.get(reason) ?? 0))).toBeGreaterThan(
    10,
  );
  const after = [await footprintOf(world.home), await footprintOf(world.bystander)];
  expect(after.map(withoutAudit)).toEqual(before.map(withoutAudit));
});

/** A form that isn't for strangers says why in words alone. */
function isRefused({ status, code, reason, text }: Outcome, refusal: Refusal, form: boolean): boolean {
  if (status >= 500) return false;
  if (form && refusal.code) return status === 200 && /"problem":"(Sign in first|No such page)/.test(text);
  return (!refusal.code || code === refusal.code) && (!refusal.reason || reason === refusal.reason);
}

const withoutAudit = ({ audit_log: _, audit_heads: __, ...rest }: Awaited<ReturnType<typeof footprintOf>>) => rest;

test("no server action fails on a body that it can't read from anyone, and none changes anything", async () => {
  const before = await footprintOf(world.bystander);
  const attackers = ["the owner of another organization", "an anonymous visitor"].map(callerNamed);
  const wrong: unknown[] = [];
  for (const [index, [kind, body]] of Object.entries(malformedBodies(world.bystander)).entries()) {
    // One place reads the bodies of all actions, so each action gets a quarter of the kinds, from one attacker or the other.
    const { headers, name } = attackers[Math.floor(index / 4) % 2] ?? callerNamed("an anonymous visitor");
    const some = actions.filter((_, position) => position % 4 === index % 4);
    await each(some, async (action) => {
      const outcome = await post(action, { ...body(), headers: { ...headers, ...body().headers } });
      if (isHandled(outcome)) return;
      wrong.push({ kind, caller: name, action: action.name, ...outcome, text: outcome.text.slice(0, 300) });
    });
  }
  expect(wrong).toEqual([]);
  expect(await footprintOf(world.bystander)).toEqual(before);
});

const isHandled = ({ status, code, text }: Outcome): boolean =>
  status < 500 && code !== "internal" && !text.includes("Something went wrong on our end");

const otherSites: Record<string, string>[] = [
  { origin: "https://evil.example" },
  { "sec-fetch-site": "cross-site" },
  { origin: "null" },
];

test("another site calls no server action", async () => {
  const { headers } = callerNamed("owner");
  const before = await footprintOf(world.home);
  const wrong: unknown[] = [];
  for (const elsewhere of otherSites) {
    await each(served(), async (action) => {
      const { status } = await act(action, { ...callerNamed("owner"), headers: { ...headers, ...elsewhere } });
      if (status !== 403) wrong.push({ elsewhere, action: action.name, status });
    });
  }
  expect(wrong).toEqual([]);
  expect(await footprintOf(world.home)).toEqual(before);
});
