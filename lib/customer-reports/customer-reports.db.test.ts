import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { emails, invoices, suspensions } from "@/db/schema";
import { withPlatform } from "@/lib/context";
import { setPreference } from "@/lib/email";
import { trackUsage } from "@/lib/usage";
import { asSystem } from "@/testing/actors";
import { addMember, inOrganization, newOrganization } from "@/testing/factories";
import { customerStatement, sendMonthlySummaries, statementMonth } from "./index";

const actor = asSystem();
const at = (day: string) => new Date(`${day}T12:00:00Z`);
const platform = <T>(work: Parameters<typeof withPlatform<T>>[1]) => withPlatform<T>({ actor }, work);

/** A customer who used 30 work orders on each of these days and got an invoice of $49.00 in October. */
async function customer(days: readonly string[]) {
  const organization = await newOrganization({ name: "Beacon Castings", createdAt: at("2026-09-20"), trialDays: 365 });
  for (const day of days)
    await inOrganization(organization.id, (ctx) => trackUsage(ctx, { meter: "work_orders", amount: 30 }), at(day));
  return organization;
}

const invoice = (organizationId: string, id: string, day: string, status: "paid" | "void") =>
  platform(({ tx }) =>
    tx.insert(invoices).values({
      organizationId,
      stripeInvoiceId: id,
      status,
      currency: "usd",
      subtotal: 4_900,
      tax: 0,
      total: 4_900,
      amountDue: 4_900,
      amountPaid: status === "paid" ? 4_900 : 0,
      amountRemaining: 0,
      attemptCount: 0,
      amountRefunded: 0,
      amountCredited: 0,
      disputed: false,
      collectionMethod: "charge_automatically",
      periodStart: at(day),
      periodEnd: at(day),
      createdAt: at(day),
    }),
  );

const sentTo = (organizationId: string) =>
  platform(async ({ tx }) => {
    const rows = await tx
      .select()
      .from(emails)
      .where(and(eq(emails.organizationId, organizationId), eq(emails.template, "monthly-summary")));
    return rows.toSorted((a, b) => a.to.localeCompare(b.to));
  });

describe("a customer's statement", () => {
  it("has what was used and invoiced in the calendar month, and nothing of other months or customers", async () => {
    const { id } = await customer(["2026-09-30", "2026-10-01", "2026-10-31", "2026-11-01"]);
    const other = await customer(["2026-10-05"]);
    await invoice(id, `in_a_${id}`, "2026-10-03", "paid");
    await invoice(id, `in_b_${id}`, "2026-10-04", "void");
    await invoice(id, `in_c_${id}`, "2026-11-03", "paid");
    await invoice(other.id, `in_d_${other.id}`, "2026-10-03", "paid");
    const october = await inOrganization(id, (ctx) => customerStatement(ctx, "2026-10"), at("2026-11-02"));
    expect(october).toMatchObject({ previous: "2026-09", next: "2026-11", running: false, plan: "Starter" });
    expect(october.meters.find(({ key }) => key === "work_orders")?.used).toBe(60);
    expect(october.meters.find(({ key }) => key === "storage_gb")?.used).toBeNull();
    expect(october.invoices.map(({ status }) => status)).toEqual(["paid", "void"]);
    expect(october.charges).toEqual([{ currency: "usd", invoiced: 4_900, paid: 4_900, givenBack: 0, open: 0 }]);
  });

  it("is of the current month when the address names none that has begun", () => {
    const now = at("2026-11-02");
    expect(["2026-10", "2026-12", "x", undefined].map((text) => statementMonth(text, now))).toEqual([
      "2026-10",
      "2026-11",
      "2026-11",
      "2026-11",
    ]);
  });
});

describe("the monthly summary", () => {
  it("goes once to owners and billing members who want it, even if two workers send it at the same time", async () => {
    const { id } = await customer(["2026-10-05"]);
    const quiet = await newOrganization({ createdAt: at("2026-09-20"), trialDays: 365 });
    const suspended = await customer(["2026-10-05"]);
    await platform(({ tx }) =>
      tx
        .insert(suspensions)
        .values({ organizationId: suspended.id, suspendedAt: at("2026-10-20"), reason: "Unpaid invoices" }),
    );
    const billing = await addMember(id, "billing", { email: `billing-${id}@example.com` });
    await addMember(id, "member");
    const quit = await addMember(id, "owner", { email: `quit-${id}@example.com` });
    await platform((ctx) => setPreference(ctx, { address: quit.email, category: "reports", wanted: false }));
    const due = { actor, now: at("2026-11-01") };
    await Promise.all([sendMonthlySummaries(due), sendMonthlySummaries(due)]);
    await sendMonthlySummaries({ actor, now: at("2026-11-05") });
    const sent = await sentTo(id);
    expect(sent).toHaveLength(2);
    expect(sent.map(({ to }) => to)).toContain(billing.email);
    expect(sent[0]?.props).toMatchObject({
      month: "Oct 2026",
      plan: "Starter",
      facts: expect.arrayContaining([{ label: "Work orders", value: "30 work orders" }]),
      statementUrl: expect.stringMatching(/\/billing\/statement\?month=2026-10$/),
    });
    expect([await sentTo(quiet.id), await sentTo(suspended.id)]).toEqual([[], []]);
  });

  it("isn't sent later in the month, and again for the next one", async () => {
    const { id } = await customer(["2026-10-05", "2026-11-10"]);
    expect(await sendMonthlySummaries({ actor, now: at("2026-11-08") })).toBe(0);
    expect(await sentTo(id)).toEqual([]);
    for (const day of ["2026-11-02", "2026-12-01"]) await sendMonthlySummaries({ actor, now: at(day) });
    expect((await sentTo(id)).map(({ props }) => props.month).toSorted()).toEqual(["Nov 2026", "Oct 2026"]);
  });
});
