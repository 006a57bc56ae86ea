import { describe, expect, it } from "vitest";
import { invoices } from "@/db/schema";
import { withPlatform } from "@/lib/context";
import { asSystem } from "@/testing/actors";
import { setMirror } from "@/testing/billing/mirror";
import { addMember, newOrganization } from "@/testing/factories";
import { searchPlatform } from "../index";

const actor = asSystem();
const search = (text: string) => withPlatform({ actor }, (ctx) => searchPlatform(ctx, text));

async function invoiceOf(organizationId: string, stripeInvoiceId: string, number: string) {
  const at = new Date();
  await withPlatform({ actor }, ({ tx }) =>
    tx.insert(invoices).values({
      organizationId,
      stripeInvoiceId,
      number,
      status: "open",
      currency: "usd",
      subtotal: 19_900,
      tax: 0,
      total: 19_900,
      amountDue: 19_900,
      amountPaid: 0,
      amountRemaining: 19_900,
      attemptCount: 0,
      periodStart: at,
      periodEnd: at,
      createdAt: at,
      collectionMethod: "charge_automatically",
      amountRefunded: 0,
      amountCredited: 0,
      disputed: false,
    }),
  );
}

describe("the search of the admin area", () => {
  it("finds an organization by part of its name, a Stripe ID or its external ID, the whole text taken literally", async () => {
    const { id } = await newOrganization({ name: "Zephyr_100% Welding", externalId: "zephyr-crm-7" });
    await setMirror(id, { stripeCustomerId: "cus_Zephyr1", status: "active", planKey: "professional", mrr: 19_900 });
    for (const text of ["zephyr_1", "100% W", "WELDING", "cus_zephyr1", "zephyr-crm"]) {
      const { organizations } = await search(text);
      expect([text, organizations.map(({ name }) => name)]).toEqual([text, ["Zephyr_100% Welding"]]);
    }
    expect((await search("zephyr_100% welding")).organizations).toMatchObject([
      { id, plan: "Professional", status: "active", suspendedAt: null, mrr: 19_900 },
    ]);
    for (const text of ["zephyr%welding", "zephyr.100", "\\"]) expect((await search(text)).organizations).toEqual([]);
  });

  it("puts names that begin with the text first, then those that pay the most, six at most", async () => {
    for (const [index, name] of ["Old Quartzite", "New Quartzite", "Quartzite Inc", "Deep Quartzite"].entries()) {
      const { id } = await newOrganization({ name });
      await setMirror(id, { status: "active", mrr: index * 1_000 });
    }
    const names = (await search("quartzite")).organizations.map(({ name }) => name);
    expect(names).toEqual(["Quartzite Inc", "Deep Quartzite", "New Quartzite", "Old Quartzite"]);
    for (let index = 0; index < 8; index += 1) await newOrganization({ name: `Basalt ${index}` });
    expect((await search("basalt")).organizations).toHaveLength(6);
  });

  it("finds members by part of their name or email, once for each of their organizations", async () => {
    const { id } = await newOrganization({ name: "Marble Works" });
    const { email } = await addMember(id, "billing", { name: "Wilhelmina Xu", email: "wxu@marble.example" });
    for (const text of ["wilhelmina", "XU@MARBLE"]) {
      expect((await search(text)).people).toMatchObject([
        { name: "Wilhelmina Xu", email, role: "billing", organization: { id, name: "Marble Works" } },
      ]);
    }
  });

  it("puts people whose name begins with the text before those who have it somewhere", async () => {
    const { id } = await newOrganization();
    await addMember(id, "member", { name: "Ann Obsidian", email: "ann@rocks.example" });
    await addMember(id, "member", { name: "Obsidian Zoe", email: "zoe@rocks.example" });
    expect((await search("obsidian")).people.map(({ name }) => name)).toEqual(["Obsidian Zoe", "Ann Obsidian"]);
  });

  it("finds an invoice by its number in any case, or by its Stripe ID, and by nothing less", async () => {
    const { id } = await newOrganization({ name: "Granite Gears" });
    await invoiceOf(id, "in_Granite1", "GRANITE-0001");
    for (const text of ["GRANITE-0001", "granite-0001", "in_Granite1"]) {
      expect((await search(text)).invoices).toMatchObject([
        { id: "in_Granite1", number: "GRANITE-0001", status: "open", total: 19_900, organization: { id } },
      ]);
    }
    expect((await search("GRANITE-00")).invoices).toEqual([]);
  });
});
