import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import {
  auditLog,
  drift,
  invoices,
  metricOrganizations,
  organizations,
  usageCounters,
  usageNotices,
} from "@/db/schema";
import { platformChain } from "@/lib/audit";
import { now } from "@/lib/clock";
import { type Context, withPlatform } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { asSystem } from "@/testing/actors";
import { setMirror, setTrial, suspend } from "@/testing/billing/mirror";
import { addMember, newOrganization } from "@/testing/factories";
import { exportOrganizations } from "./export-organizations";
import { listOrganizations, trialsEndingSoon } from "./list-organizations";
import { listColumns, type OrganizationFilter } from "./organization-filter";
import { organizationTotals } from "./organization-totals";

const daysAgo = (days: number) => addDays(now(), -days);
const asAdmin = <T>(work: (ctx: Context) => Promise<T>) => withPlatform({ actor: asSystem() }, work);
const namesOf = (rows: readonly { name: string }[]) => rows.map(({ name }) => name);
const list = (filter: OrganizationFilter, size?: number) => asAdmin((ctx) => listOrganizations(ctx, filter, size));
const named = async (filter: OrganizationFilter) => namesOf((await list(filter, 100)).rows);

/** All pages of a filter, in order. */
async function allPages(filter: OrganizationFilter, size: number): Promise<string[]> {
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const { rows, next } = await list({ ...filter, after }, size);
    seen.push(...namesOf(rows));
    after = next;
  } while (after);
  return seen;
}

/** Organizations that differ in every column, and some that don't differ at all. */
async function mixed(prefix: string) {
  const at = daysAgo(40);
  for (const [index, mrr] of [4_900, 19_900, 19_900, 99_900].entries()) {
    const { id } = await newOrganization({ name: `${prefix} paying ${index}`, createdAt: at });
    const renewsAt = index === 2 ? null : addDays(now(), index + 1);
    await setMirror(id, {
      status: index === 3 ? "past_due" : "active",
      planKey: index === 0 ? "starter" : "professional",
      mrr,
      currency: "usd",
      interval: "month",
      currentPeriodEnd: renewsAt,
      stripeSubscriptionId: `sub_${prefix}_${index}`,
    });
    for (let member = 0; member < index; member += 1) await addMember(id, "member");
  }
  for (const name of ["trial a", "Trial b"])
    await newOrganization({ name: `${prefix} ${name}`, createdAt: daysAgo(1) });
  const { id: suspended } = await newOrganization({ name: `${prefix} suspended`, plan: "retired" });
  await suspend(suspended);
  await newOrganization({ name: `${prefix} expired`, createdAt: daysAgo(60) });
}

describe("the list of organizations", () => {
  it("pages through every organization once, newest first", async () => {
    const names = ["Page One", "Page Two", "Page Three", "Page Four", "Page Five"];
    for (const [index, name] of names.entries()) await newOrganization({ name, createdAt: daysAgo(10 - index) });
    expect(await allPages({ search: "page " }, 2)).toEqual(names.toReversed());
    expect((await list({ search: "page " }, 5)).next).toBeUndefined();
  });

  it("says which trials are active", async () => {
    const { id } = await newOrganization({ name: "Active trial" });
    await newOrganization({ name: "Active in name only" });
    await asAdmin(({ tx }) =>
      tx.update(metricOrganizations).set({ activatedAt: now() }).where(eq(metricOrganizations.organizationId, id)),
    );
    const { rows } = await list({ search: "active ", sort: "name" });
    expect(rows.map(({ name, used }) => [name, used])).toEqual([
      ["Active in name only", false],
      ["Active trial", true],
    ]);
  });

  it("sorts by every column in both directions, and pages through equal and missing values without loss", async () => {
    await mixed("Sorted");
    for (const column of listColumns) {
      for (const sort of [column, `-${column}`] as const) {
        const whole = await named({ search: "sorted ", sort });
        expect([sort, whole.length, new Set(whole).size]).toEqual([sort, 8, 8]);
        expect([sort, await allPages({ search: "sorted ", sort }, 3)]).toEqual([sort, whole]);
      }
    }
  });

  it("sorts names without regard to case, and statuses by what needs attention", async () => {
    await mixed("Ordered");
    const names = await named({ search: "ordered trial", sort: "name" });
    expect(names).toEqual(["Ordered trial a", "Ordered Trial b"]);
    const byStatus = await named({ search: "ordered ", sort: "status" });
    expect(byStatus.slice(0, 2)).toEqual(["Ordered suspended", "Ordered paying 3"]);
    expect(byStatus.at(-1)).toBe("Ordered expired");
    expect((await named({ search: "ordered ", sort: "-mrr" }))[0]).toBe("Ordered paying 3");
    expect((await named({ search: "ordered ", sort: "next" }))[0]).toBe("Ordered paying 0");
  });

  it("keeps its place when organizations come and go between two pages", async () => {
    for (const [index, name] of ["Moving A", "Moving B", "Moving C"].entries()) {
      await newOrganization({ name, createdAt: daysAgo(3 - index) });
    }
    const first = await list({ search: "moving " }, 1);
    await newOrganization({ name: "Moving D" });
    const second = await list({ search: "moving ", after: first.next }, 1);
    expect([namesOf(first.rows), namesOf(second.rows)]).toEqual([["Moving C"], ["Moving B"]]);
  });

  it("pages through organizations that signed up in the same millisecond", async () => {
    const at = daysAgo(5);
    for (const name of ["Same A", "Same B", "Same C"]) await newOrganization({ name, createdAt: at });
    const { id } = await newOrganization({ name: "Same D", createdAt: at });
    // A bulk import may write microseconds.
    await asAdmin(({ tx }) =>
      tx.execute(`update organizations set created_at = created_at + interval '400 microseconds' where id = '${id}'`),
    );
    await asAdmin(({ tx }) => tx.update(organizations).set({ domain: "same.example" }).where(eq(organizations.id, id)));
    expect((await allPages({ search: "same " }, 1)).toSorted()).toEqual(["Same A", "Same B", "Same C", "Same D"]);
  });

  it("shows the first owner, the members, and what is ahead", async () => {
    const { id, ownerId } = await newOrganization({ name: "Detailed Company" });
    await addMember(id, "owner");
    const [row] = (await list({ search: "detailed company" })).rows;
    expect(row).toMatchObject({ id, members: 2, owner: `${ownerId}@example.com`, overLimit: false, mismatch: false });
    expect(row?.nextAt).toEqual(row?.trialEndsAt);
    await setMirror(id, { status: "active", cancelAt: addDays(now(), 3), currentPeriodEnd: addDays(now(), 9) });
    const [canceling] = (await list({ search: "detailed company" })).rows;
    expect(canceling?.nextAt).toEqual(canceling?.cancelAt);
  });
});

describe("the search", () => {
  it("finds by part of the name, domain, external ID or member, by the ID, and by Stripe's IDs", async () => {
    const { id } = await newOrganization({ name: "Quarry & Sons", externalId: "customer-77" });
    const { email } = await addMember(id, "member", { name: "Ozymandias Quinn" });
    await asAdmin(({ tx }) =>
      tx.update(organizations).set({ domain: "quarry.example" }).where(eq(organizations.id, id)),
    );
    await setMirror(id, { stripeCustomerId: "cus_QuarryA1", stripeSubscriptionId: "sub_Quarry_B2" });
    await asAdmin(({ tx }) =>
      tx.insert(invoices).values({
        organizationId: id,
        stripeInvoiceId: "in_QuarryC3",
        number: "QRY-0001",
        status: "paid",
        currency: "usd",
        subtotal: 0,
        tax: 0,
        total: 0,
        amountDue: 0,
        amountPaid: 0,
        amountRemaining: 0,
        attemptCount: 0,
        periodStart: now(),
        periodEnd: now(),
        createdAt: now(),
        collectionMethod: "charge_automatically",
        amountRefunded: 0,
        amountCredited: 0,
        disputed: false,
      }),
    );
    const searches = [
      "arry &",
      email.toUpperCase(),
      "ozymandias q",
      "quarry.exa",
      "customer-7",
      id,
      "cus_QuarryA1",
      "sub_quarry_b2",
      "in_QuarryC3",
      "QRY-0001",
    ];
    for (const search of searches) expect([search, await named({ search })]).toEqual([search, ["Quarry & Sons"]]);
    expect([await named({ search: "qu" }), await named({ search: "ua" })]).toEqual([["Quarry & Sons"], []]);
    for (const search of ["%", "%q", "arry%Sons", "arry_&", "quarry\\"])
      expect([search, await named({ search })]).toEqual([search, []]);
  });

  it("finds an organization by its new name, and no longer by a member who left", async () => {
    const { id } = await newOrganization({ name: "Before Renaming" });
    await asAdmin(({ tx }) => tx.update(organizations).set({ name: "After Renaming" }).where(eq(organizations.id, id)));
    expect([await named({ search: "before renaming" }), await named({ search: "after renaming" })]).toEqual([
      [],
      ["After Renaming"],
    ]);
  });
});

describe("the filters", () => {
  it("by status and plan", async () => {
    await newOrganization({ name: "Narrow Starter" });
    await newOrganization({ name: "Narrow Enterprise", plan: "enterprise" });
    const search = "narrow";
    expect(await named({ search, plan: "enterprise", status: "trialing" })).toEqual(["Narrow Enterprise"]);
    expect(await named({ search, status: "active" })).toEqual([]);
    expect(await named({ search, status: "suspended" })).toEqual([]);
  });

  it("by the days until a trial ends, suspended ones apart", async () => {
    await newOrganization({ name: "Soon in two", createdAt: daysAgo(12) });
    await newOrganization({ name: "Soon in ten", createdAt: daysAgo(4) });
    await newOrganization({ name: "Soon over", createdAt: daysAgo(15) });
    const { id } = await newOrganization({ name: "Soon but suspended", createdAt: daysAgo(12) });
    await suspend(id);
    expect(await named({ search: "soon", trial: "3" })).toEqual(["Soon in two"]);
    expect(await named({ search: "soon", trial: "14" })).toEqual(["Soon in ten", "Soon in two"]);
  });

  it("by the answers of onboarding", async () => {
    const { id } = await newOrganization({ name: "Answered" });
    await newOrganization({ name: "Unanswered" });
    const profile = { industry: "machining", companySize: "51-200" };
    await asAdmin(({ tx }) => tx.update(organizations).set({ profile }).where(eq(organizations.id, id)));
    expect(await named({ search: "answered", industry: "machining", companySize: "51-200" })).toEqual(["Answered"]);
    expect(await named({ search: "answered", industry: "food" })).toEqual([]);
  });

  it("by a limit that is reached, and by an open mismatch with Stripe", async () => {
    const limited = await newOrganization({ name: "Flagged at limit" });
    const differing = await newOrganization({ name: "Flagged mismatch" });
    await newOrganization({ name: "Flagged by nothing" });
    const period = { meter: "work_orders", periodStart: now() };
    await asAdmin(async ({ tx }) => {
      await tx.insert(usageCounters).values({
        organizationId: limited.id,
        ...period,
        periodEnd: addDays(now(), 30),
        used: 1,
        included: 1,
        updatedAt: now(),
      });
      await tx
        .insert(usageNotices)
        .values({ organizationId: limited.id, ...period, atLimit: 1, step: "hard", toldAt: now() });
      await tx.insert(drift).values({
        id: crypto.randomUUID(),
        organizationId: differing.id,
        stripeCustomerId: "cus_differs",
        kind: "mrr",
        subject: "cus_differs",
        here: {},
        there: {},
        outcome: "needs_person",
        advice: "Look at it.",
        foundAt: now(),
        seenAt: now(),
      });
    });
    expect(await named({ search: "flagged", flag: "over_limit" })).toEqual(["Flagged at limit"]);
    expect(await named({ search: "flagged", flag: "mismatch" })).toEqual(["Flagged mismatch"]);
    const flags = (await list({ search: "flagged" })).rows.map(({ overLimit, mismatch }) => [overLimit, mismatch]);
    expect(flags.toSorted()).toEqual([
      [false, false],
      [false, true],
      [true, false],
    ]);
  });
});

describe("the totals", () => {
  it("are sums over everything that matches, per currency", async () => {
    await mixed("Summed");
    const { id } = await newOrganization({ name: "Summed in euros" });
    await setMirror(id, {
      status: "active",
      planKey: "starter",
      mrr: 4_500,
      currency: "eur",
      stripeSubscriptionId: "sub_e",
    });
    const totals = await asAdmin((ctx) => organizationTotals(ctx, { search: "summed " }));
    expect(totals).toEqual({
      organizations: 9,
      paying: 5,
      onTrial: 2,
      pastDue: 1,
      suspended: 1,
      members: 15,
      mrr: [
        { currency: "usd", amount: 144_600 },
        { currency: "eur", amount: 4_500 },
      ],
    });
  });

  it("of no organization are zero", async () => {
    const totals = await asAdmin((ctx) => organizationTotals(ctx, { search: "no such organization" }));
    expect(totals).toEqual({ organizations: 0, paying: 0, onTrial: 0, pastDue: 0, suspended: 0, members: 0, mrr: [] });
  });
});

describe("the CSV file", () => {
  it("has every organization of the filter, in its order, and no cell that a spreadsheet would run", async () => {
    await newOrganization({ name: "=HYPERLINK(1) exported", createdAt: daysAgo(2) });
    await newOrganization({ name: "Second exported", createdAt: daysAgo(1) });
    let text = "";
    for await (const part of exportOrganizations(asSystem(), { search: "exported", sort: "created" })) text += part;
    const [head, first, second, ...rest] = text.trimEnd().split("\n");
    expect(head).toMatch(/^\uFEFFid,name,external_id,.*,mismatch,used,signed_up_at$/);
    expect(first).toContain(",'=HYPERLINK(1) exported,");
    expect(second).toContain(",Second exported,");
    expect(rest).toEqual([]);
  });
});

describe("trials ending soon", () => {
  it("are active ones that end within the given days, soonest first", async () => {
    await newOrganization({ name: "Ends in five", createdAt: daysAgo(9) });
    await newOrganization({ name: "Ends in two", createdAt: daysAgo(12) });
    await newOrganization({ name: "Ended", createdAt: daysAgo(15) });
    await newOrganization({ name: "Ends in ten", createdAt: daysAgo(4) });
    const names = namesOf(await asAdmin((ctx) => trialsEndingSoon(ctx, 7, 200)));
    expect(names.filter((name) => /^(Ends|Ended)/.test(name))).toEqual(["Ends in two", "Ends in five"]);
  });

  it("follow a trial that was extended", async () => {
    const { id } = await newOrganization({ name: "Extended once", createdAt: daysAgo(12) });
    await setTrial(id, { endsAt: addDays(now(), 40) });
    expect(namesOf(await asAdmin((ctx) => trialsEndingSoon(ctx, 7, 200)))).not.toContain("Extended once");
  });
});

it("writes nothing to the audit log by reading", async () => {
  const before = await asAdmin(({ tx }) => tx.$count(auditLog, eq(auditLog.organizationId, platformChain)));
  await list({ search: "anything" });
  expect(await asAdmin(({ tx }) => tx.$count(auditLog, eq(auditLog.organizationId, platformChain)))).toBe(before);
});
