import { NoopLogger } from "drizzle-orm/logger";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { planFacts } from "@/lib/billing";
import { setupItems } from "@/lib/setup-items";
import { memberPage } from "@/lib/tenancy";
import { liveUsage } from "@/lib/usage";
import { newSession } from "@/testing/auth/signed-in";
import { newOrganization } from "@/testing/factories";
import { settingsFacts } from "./index";

const request = vi.hoisted(() => ({ number: 0, session: "" }));
/** `cache` as React has it while a request is rendered: one value per function and request. */
vi.mock("react", async (importActual) => ({
  ...(await importActual<typeof import("react")>()),
  cache: <Value>(read: () => Value) => {
    let kept: { request: number; value: Value } | undefined;
    return () => {
      if (kept?.request !== request.number) kept = { request: request.number, value: read() };
      return kept.value;
    };
  },
}));
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => (name.endsWith("session") ? { name, value: request.session } : undefined),
  }),
  headers: async () => new Headers(),
}));

/** Every SQL statement of the app, as drizzle reports them. */
const statements: string[] = [];
const record = (...[statement]: unknown[]) => void statements.push(String(statement));
beforeEach(() => void vi.spyOn(NoopLogger.prototype, "logQuery").mockImplementation(record));
const readsOf = (...tables: string[]) =>
  Object.fromEntries(
    tables.map((table) => {
      const reads = new RegExp(`(from|join) "${table}"`);
      return [table, statements.filter((statement) => reads.test(statement)).length];
    }),
  );

async function signInToNewOrganization(): Promise<void> {
  const { ownerId } = await newOrganization({ plan: "enterprise" });
  request.session = (await newSession(ownerId)).token;
  request.number += 1;
  statements.length = 0;
}

const layout = () => memberPage({ onboarding: true }, planFacts);

describe("a request reads each table of billing once", () => {
  const once = {
    subscriptions: 1,
    trials: 1,
    subscription_items: 1,
    entitlement_overrides: 1,
    scheduled_changes: 1,
    verifications: 1,
  };

  it("for the settings page and its layout", async () => {
    await signInToNewOrganization();
    await Promise.all([layout(), memberPage({ need: "read" }, settingsFacts)]);
    expect(readsOf(...Object.keys(once))).toEqual(once);
  });

  it("for the dashboard and its layout", async () => {
    await signInToNewOrganization();
    const dashboard = memberPage({}, async (member) => {
      await planFacts(member);
      await liveUsage(member);
      return setupItems(member);
    });
    await Promise.all([layout(), dashboard]);
    expect(readsOf("subscriptions", "subscription_items", "verifications")).toEqual({
      subscriptions: 1,
      subscription_items: 1,
      verifications: 1,
    });
  });

  it("and the next request reads again", async () => {
    await signInToNewOrganization();
    await memberPage({ need: "read" }, settingsFacts);
    request.number += 1;
    await memberPage({ need: "read" }, settingsFacts);
    expect(readsOf("subscriptions")).toEqual({ subscriptions: 2 });
  });
});
