import "@/testing/billing/local-stripe";
import { desc, eq } from "drizzle-orm";
import postgres from "postgres";
import { uuidv7 } from "uuidv7";
import { afterAll, describe, expect, it } from "vitest";
import { alerts, emails, organizationNotes, retainedDocuments, stripeEvents } from "@/db/schema";
import { scheduleDeletion } from "@/lib/admin";
import { deleteDueOrganizations } from "@/lib/admin/organization/deletion";
import { checkAudit } from "@/lib/audit";
import { syncCustomer } from "@/lib/billing";
import { stripe } from "@/lib/billing/stripe/stripe";
import { type Context, inTenant, withPlatform } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { env } from "@/lib/env";
import { inviteMember } from "@/lib/tenancy";
import { deleteOrganization } from "@/lib/tenancy/organizations/delete-organization";
import { renameOrganization } from "@/lib/tenancy/organizations/rename-organization";
import { plants } from "@/products/unison/schema";
import { asSystem, asUser } from "@/testing/actors";
import { sealedAuditOf } from "@/testing/audit";
import { invoicesAtStripe, subscriber } from "@/testing/billing/subscribers";
import { inOrganization, newUser } from "@/testing/factories";
import { placesOf } from "@/testing/privacy/places-of";
import { enforceRetention } from "../index";

const owner = postgres(env.DATABASE_URL, { max: 1, onnotice: () => undefined });
afterAll(() => owner.end());

const platform = <T>(work: (ctx: Context) => Promise<T>, now?: Date) =>
  withPlatform({ actor: asSystem(), ...(now ? { now } : {}) }, work);

/** A paying organization with its own words wherever it can have some. */
async function established() {
  const marker = uuidv7().slice(-10);
  const made = await subscriber("enterprise");
  const name = `Hopper Works ${marker}`;
  const invitee = `invitee.${marker}@example.com`;
  const plant = `Plant of ${marker}`;
  await inOrganization(made.id, async (ctx) => {
    const member = { ...ctx, actor: made.owner };
    await renameOrganization(member, { name });
    await inviteMember({ ...member, role: "owner" }, { email: invitee, role: "member" });
    await ctx.tx.insert(plants).values({
      ...{ organizationId: made.id, id: uuidv7(), name: plant, timeZone: "UTC" },
      createdAt: ctx.now,
    });
  });
  const admin = await newUser({ platformAdmin: true });
  await platform(async ({ tx, now }) => {
    await tx.insert(organizationNotes).values({
      ...{ organizationId: made.id, id: uuidv7(), authorId: admin.id, text: `Note on ${marker}` },
      ...{ pinned: false, createdAt: now },
    });
    await tx.insert(alerts).values({
      ...{ id: uuidv7(), kind: "cancellation", organizationId: made.id, dedupeKey: marker, title: name },
      ...{ text: name, url: "/", createdAt: now },
    });
    await tx.insert(stripeEvents).values({
      ...{ id: `evt_${uuidv7()}`, type: "customer.updated", customerId: made.customerId, livemode: false },
      payload: { data: { object: { name } } },
      ...{ createdAt: now, receivedAt: now, handledAt: now },
    });
  });
  return { ...made, admin, marker, name, invitee, plant };
}

/** Asked for by a platform admin, and executed when the waiting time is over. */
async function deleted() {
  const made = await established();
  await withPlatform({ actor: asUser(made.admin.id) }, (ctx) =>
    scheduleDeletion(inTenant(ctx, made.id), { days: 7, name: made.name, reason: "Asked for by email" }),
  );
  expect((await placesOf(owner, [made.marker])).length).toBeGreaterThan(5);
  expect(await deleteDueOrganizations(addDays(new Date(), 6))).toBe(0);
  const at = addDays(new Date(), 8);
  expect(await deleteDueOrganizations(at)).toBe(1);
  // What says farewell to the owners is deleted once it is sent, and a webhook once its time is over.
  await owner`delete from emails where template = 'organization-deleted'`;
  return { ...made, at };
}

describe("an organization that was deleted after its waiting period", () => {
  it("leaves its invoices with their buyer, and the log of who did what, without personal data", async () => {
    const { id, marker, name, invitee } = await deleted();
    const documents = await platform(({ tx }) =>
      tx
        .select()
        .from(retainedDocuments)
        .where(eq(retainedDocuments.organizationId, id))
        .orderBy(desc(retainedDocuments.total)),
    );
    expect(documents).toMatchObject([
      { kind: "invoice", organizationName: name, status: "paid", currency: "usd", total: 99_900, tax: 0 },
      // What was due at the end.
      { kind: "invoice", organizationName: name, status: "paid", total: 0 },
    ]);
    expect(documents[0]?.number).toMatch(/\w/);
    expect(await placesOf(owner, [invitee])).toEqual([]);
    const places = new Set((await placesOf(owner, [marker])).map((place) => place.replace(/: .*/, "")));
    expect([...places].sort()).toEqual([
      // Its last row says which organization was deleted, and the others what they were about.
      "public.audit_log.details",
      "public.audit_personal.facts",
      // What platform admins were emailed about it, until the email log's time is over.
      "public.emails.props",
      "public.retained_documents.organization_name",
      // On their way to the company's own systems.
      "public.webhook_messages.payload",
    ]);
    expect((await platform(checkAudit)).broken).toBe(0);
  });

  it("also leaves what Stripe issues or changes afterwards, and nothing of other customers that aren't ours", async () => {
    const { id, customerId, at, name } = await deleted();
    const [invoice] = (await invoicesAtStripe({ customerId })).filter(({ total }) => total > 0);
    const payment = (await stripe().invoices.retrieve(invoice?.id ?? "", { expand: ["payments"] })).payments?.data[0];
    const refund = await stripe().refunds.create({
      payment_intent: String(payment?.payment.payment_intent),
      amount: 10_000,
    });
    const stranger = await stripe().customers.create({ name: "Not ours" });
    const sync = async () => {
      for (const each of [customerId, stranger.id]) {
        expect(await platform((ctx) => syncCustomer(ctx, { customerId: each }), at)).toBeUndefined();
      }
    };
    await sync();
    const documents = () =>
      platform(({ tx }) =>
        tx
          .select({
            kind: retainedDocuments.kind,
            stripeId: retainedDocuments.stripeId,
            status: retainedDocuments.status,
            total: retainedDocuments.total,
            organizationName: retainedDocuments.organizationName,
          })
          .from(retainedDocuments)
          .where(eq(retainedDocuments.organizationId, id))
          .orderBy(desc(retainedDocuments.total)),
      );
    expect(await documents()).toMatchObject([
      { kind: "invoice", stripeId: invoice?.id, total: 99_900, organizationName: name },
      { kind: "refund", stripeId: refund.id, total: 10_000, organizationName: name },
      { kind: "invoice", total: 0 },
    ]);
    // The same again changes nothing, and what has changed since is brought up to date.
    await stripe().refunds.update(refund.id, { metadata: { reason: "agreed" } });
    await platform(({ tx }) =>
      tx.update(retainedDocuments).set({ status: "pending" }).where(eq(retainedDocuments.stripeId, refund.id)),
    );
    await sync();
    expect((await documents()).map(({ status }) => status)).toEqual(["paid", "succeeded", "paid"]);
  });

  it("also leaves a credit note and an invoice for a customer that is still at Stripe", async () => {
    const { id, customerId, owner: actor } = await subscriber("professional");
    const [paid] = await invoicesAtStripe({ customerId });
    const { data } = await stripe().subscriptions.list({ customer: customerId });
    await stripe().subscriptions.cancel(data[0]?.id ?? "");
    await platform((ctx) => syncCustomer(ctx, { customerId }));
    await withPlatform({ actor }, (ctx) => deleteOrganization(inTenant(ctx, id)));
    const noted = await stripe().creditNotes.create({ invoice: paid?.id ?? "", amount: 5_000, credit_amount: 5_000 });
    await stripe().invoiceItems.create({ customer: customerId, amount: 9_000, currency: "usd" });
    const late = await stripe().invoices.create({ customer: customerId, pending_invoice_items_behavior: "include" });
    await stripe().invoices.finalizeInvoice(late.id);
    const kept = async () => {
      await platform((ctx) => syncCustomer(ctx, { customerId }));
      const rows = await platform(({ tx }) =>
        tx.select().from(retainedDocuments).where(eq(retainedDocuments.organizationId, id)),
      );
      return rows.map(({ kind, stripeId, status, total }) => [kind, stripeId, status, total]);
    };
    expect(await kept()).toEqual(
      expect.arrayContaining([
        ["credit_note", noted.id, "issued", 5_000],
        ["invoice", late.id, "open", 9_000],
      ]),
    );
    await stripe().invoices.voidInvoice(late.id);
    expect(await kept()).toContainEqual(["invoice", late.id, "void", 9_000]);
  });

  it("leaves only the invoices once the log has expired, and nothing once they have", async () => {
    const { id, marker, at } = await deleted();
    await platform(({ tx }) => tx.delete(emails));
    await owner`update webhook_deliveries set status = 'failed'`;
    await enforceRetention({ actor: asSystem("worker"), now: addDays(at, 300) });
    expect((await sealedAuditOf(id)).length).toBeGreaterThan(1);
    await enforceRetention({ actor: asSystem("worker"), now: addDays(at, 366) });
    expect(await placesOf(owner, [marker])).toEqual([
      expect.stringContaining("public.retained_documents.organization_name"),
    ]);
    expect(await sealedAuditOf(id)).toMatchObject([{ action: "tenancy.organization_deleted", subject: null }]);
    expect((await platform(checkAudit)).broken).toBe(0);
    // Counted from the day of issue, a little before: eleven years, for ten from the end of that year.
    await enforceRetention({ actor: asSystem("worker"), now: addDays(at, 4_000) });
    expect(await placesOf(owner, [marker])).toHaveLength(1);
    await enforceRetention({ actor: asSystem("worker"), now: addDays(at, 4_019) });
    expect(await placesOf(owner, [marker])).toEqual([]);
    expect((await platform(checkAudit)).broken).toBe(0);
  });
});
