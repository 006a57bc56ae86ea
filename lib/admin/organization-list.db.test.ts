import { describe, expect, it } from "vitest";
import { now } from "@/lib/clock";
import { type Context, withPlatform } from "@/lib/context";
import { day } from "@/lib/durations";
import { asSystem } from "@/testing/actors";
import { addMember, newOrganization } from "@/testing/factories";
import { organizationFile } from "./organization-file";
import { listOrganizations, trialsEndingSoon } from "./organization-list";

const daysAgo = (days: number) => new Date(now().getTime() - days * day);
const asAdmin = <T>(work: (ctx: Context) => Promise<T>) => withPlatform({ actor: asSystem() }, work);
const namesOf = (rows: readonly { name: string }[]) => rows.map(({ name }) => name);

describe("the list of organizations", () => {
  it("shows every tenant, newest first, each once over the pages", async () => {
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

  it("finds by a part of the name, by a member's address and by the founder's own id", async () => {
    const { id } = await newOrganization({ name: "Quarry & Sons", externalId: "customer-77" });
    const { email } = await addMember(id, "member");
    for (const search of ["arry &", email.toUpperCase(), "customer-77", id]) {
      expect(namesOf((await asAdmin((ctx) => listOrganizations(ctx, { search }))).rows)).toEqual(["Quarry & Sons"]);
    }
    expect((await asAdmin((ctx) => listOrganizations(ctx, { search: "%" }))).rows).toEqual([]);
  });

  it("narrows by status and plan", async () => {
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
  it("are those that still run and end within the days asked for, the first to end first", async () => {
    await newOrganization({ name: "Ends in five", createdAt: daysAgo(9) });
    await newOrganization({ name: "Ends in two", createdAt: daysAgo(12) });
    await newOrganization({ name: "Over", createdAt: daysAgo(15) });
    await newOrganization({ name: "Ends in ten", createdAt: daysAgo(4) });
    const names = namesOf(await asAdmin((ctx) => trialsEndingSoon(ctx, 7, 50)));
    expect(names.filter((name) => /^(Ends|Over)/.test(name))).toEqual(["Ends in two", "Ends in five"]);
  });
});

describe("an organization's file", () => {
  it("holds its own and nobody else's", async () => {
    const { id, ownerId } = await newOrganization({ name: "File Company" });
    await newOrganization({ name: "Another Company" });
    const file = await asAdmin((ctx) => organizationFile(ctx, id));
    expect(file.organization).toMatchObject({ id, name: "File Company", mrr: 0 });
    expect(file.members).toMatchObject([{ id: ownerId, role: "owner" }]);
    expect(file.billing).toMatchObject({ status: "trialing", plan: { key: "starter" } });
    expect(file.usage.map(({ key }) => key)).toContain("work_orders");
    expect([file.invoices, file.movements]).toEqual([[], []]);
  });

  it("is not found where there is none", async () => {
    const nobody = "01a1fcf8-b913-74c2-b51f-33aa2c2b8cba";
    await expect(asAdmin((ctx) => organizationFile(ctx, nobody))).rejects.toMatchObject({ code: "not_found" });
  });
});
