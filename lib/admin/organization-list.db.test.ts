import { describe, expect, it } from "vitest";
import { now } from "@/lib/clock";
import { type Context, withPlatform } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { asSystem } from "@/testing/actors";
import { addMember, newOrganization } from "@/testing/factories";
import { organizationDetails } from "./organization-details";
import { listOrganizations, trialsEndingSoon } from "./organization-list";

const daysAgo = (days: number) => addDays(now(), -days);
const asAdmin = <T>(work: (ctx: Context) => Promise<T>) => withPlatform({ actor: asSystem() }, work);
const namesOf = (rows: readonly { name: string }[]) => rows.map(({ name }) => name);

describe("the list of organizations", () => {
  it("pages through every organization once, newest first", async () => {
    const names = ["Page One", "Page Two", "Page Three", "Page Four", "Page Five"];
    for (const [index, name] of names.entries()) await newOrganization({ name, createdAt: daysAgo(10 - index) });
    const seen: string[] = [];
    for (let after: string | undefined, page = 0; page < 3; page += 1) {
      const { rows, next } = await asAdmin((ctx) => listOrganizations(ctx, { search: "page ", after }, 2));
      seen.push(...namesOf(rows));
      after = next;
      if (page === 2) expect(next).toBeUndefined();
    }
    expect(seen).toEqual(names.toReversed());
  });

  it("finds by part of the name, a member's email, the external ID and the ID", async () => {
    const { id } = await newOrganization({ name: "Quarry & Sons", externalId: "customer-77" });
    const { email } = await addMember(id, "member");
    for (const search of ["arry &", email.toUpperCase(), "customer-77", id]) {
      expect(namesOf((await asAdmin((ctx) => listOrganizations(ctx, { search }))).rows)).toEqual(["Quarry & Sons"]);
    }
    expect((await asAdmin((ctx) => listOrganizations(ctx, { search: "%" }))).rows).toEqual([]);
  });

  it("filters by status and plan", async () => {
    await newOrganization({ name: "Narrow Starter" });
    await newOrganization({ name: "Narrow Enterprise", plan: "enterprise" });
    const search = "narrow";
    const ofPlan = await asAdmin((ctx) => listOrganizations(ctx, { search, plan: "enterprise", status: "trialing" }));
    expect(namesOf(ofPlan.rows)).toEqual(["Narrow Enterprise"]);
    expect((await asAdmin((ctx) => listOrganizations(ctx, { search, status: "active" }))).rows).toEqual([]);
    expect((await asAdmin((ctx) => listOrganizations(ctx, { search, status: "suspended" }))).rows).toEqual([]);
  });
});

describe("trials ending soon", () => {
  it("are active ones that end within the given days, soonest first", async () => {
    await newOrganization({ name: "Ends in five", createdAt: daysAgo(9) });
    await newOrganization({ name: "Ends in two", createdAt: daysAgo(12) });
    await newOrganization({ name: "Ended", createdAt: daysAgo(15) });
    await newOrganization({ name: "Ends in ten", createdAt: daysAgo(4) });
    const names = namesOf(await asAdmin((ctx) => trialsEndingSoon(ctx, 7, 50)));
    expect(names.filter((name) => /^(Ends|Ended)/.test(name))).toEqual(["Ends in two", "Ends in five"]);
  });
});

describe("the details of an organization", () => {
  it("include no other organization's data", async () => {
    const { id, ownerId } = await newOrganization({ name: "Details Company" });
    await newOrganization({ name: "Another Company" });
    const details = await asAdmin((ctx) => organizationDetails(ctx, id));
    expect(details.organization).toMatchObject({ id, name: "Details Company", mrr: 0 });
    expect(details.members).toMatchObject([{ id: ownerId, role: "owner" }]);
    expect(details.billing).toMatchObject({ status: "trialing", plan: { key: "starter" } });
    expect(details.usage.map(({ key }) => key)).toContain("work_orders");
    expect([details.invoices, details.movements]).toEqual([[], []]);
  });

  it("are not found for an unknown ID", async () => {
    const unknown = "01a1fcf8-b913-74c2-b51f-33aa2c2b8cba";
    await expect(asAdmin((ctx) => organizationDetails(ctx, unknown))).rejects.toMatchObject({ code: "not_found" });
  });
});
