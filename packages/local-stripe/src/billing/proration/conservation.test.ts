import fc from "fast-check";
import type Stripe from "stripe";
import { expect, test } from "vitest";
import { seconds, shop } from "../../testing/harness";
import { type InProcessStripe, startInProcess } from "../../testing/in-process";

const start = seconds("2026-03-01");
const end = seconds("2026-04-01");
const month = end - start;

const prices = fc.array(fc.integer({ min: 1, max: 500_000 }), { minLength: 3, maxLength: 3 });
const change = fc.record({
  at: fc.integer({ min: 1, max: month - 1 }),
  slot: fc.integer({ min: 0, max: 1 }),
  /** Removes the item if allowed, or adds it if it's missing. */
  price: fc.integer({ min: 0, max: 2 }),
  quantity: fc.integer({ min: 0, max: 40 }),
});

interface Slot {
  item: string | null;
  price: number;
  quantity: number;
}

async function catalog({ stripe }: InProcessStripe, amounts: number[]): Promise<{ customer: string; ids: string[][] }> {
  const { customer } = await shop(stripe);
  const product = await stripe.products.create({ name: "Seat" });
  const each = (unit_amount: number) =>
    stripe.prices.create({ currency: "usd", product: product.id, unit_amount, recurring: { interval: "month" } });
  const ids: string[][] = [];
  for (let slot = 0; slot < 2; slot += 1) {
    const row: string[] = [];
    for (const amount of amounts) row.push((await each(amount)).id);
    ids.push(row);
  }
  return { customer: customer.id, ids };
}

/** Everything charged and credited for the month, in lines and pending invoice items. */
async function billed(stripe: Stripe, customer: string): Promise<{ sum: number; lines: number }> {
  const invoices = await stripe.invoices.list({ customer, limit: 100 });
  const pending = await stripe.invoiceItems.list({ customer, pending: true, limit: 100 });
  const amounts = [
    ...invoices.data.flatMap((invoice) => invoice.lines.data.map((line) => line.amount)),
    ...pending.data.map((item) => item.amount),
  ];
  return { sum: amounts.reduce((total, amount) => total + amount, 0), lines: amounts.length };
}

test.each(["flexible", "classic"] as const)(
  "%s: whatever changes in a month, charges minus credits equal the time used at each price, within a cent per line",
  async (type) => {
    await fc.assert(
      fc.asyncProperty(
        prices,
        fc.array(change, { maxLength: 6 }),
        fc.constantFrom("create_prorations" as const, "always_invoice" as const),
        async (amounts, changes, proration_behavior) => {
          const world = startInProcess("2026-03-01");
          const { stripe, advanceTo } = world;
          const { customer, ids } = await catalog(world, amounts);
          const slots: Slot[] = [
            { item: null, price: 0, quantity: 3 },
            { item: null, price: 0, quantity: 0 },
          ];
          const subscription = await stripe.subscriptions.create({
            customer,
            items: [{ price: ids[0]?.[0] ?? "", quantity: 3 }],
            billing_mode: { type },
          });
          const [first] = slots;
          if (first) first.item = subscription.items.data[0]?.id ?? null;
          let exact = 0;
          let since = start;
          const use = (until: number) => {
            for (const slot of slots)
              exact += slot.item === null ? 0 : ((amounts[slot.price] ?? 0) * slot.quantity * (until - since)) / month;
            since = until;
          };
          for (const { at, slot: index, price, quantity } of changes.sort((a, b) => a.at - b.at)) {
            advanceTo(start + at);
            use(start + at);
            const slot = slots[index];
            const other = slots[1 - index];
            if (!slot) continue;
            const target = { price: ids[index]?.[price] ?? "", quantity };
            if (slot.item !== null && quantity === 0 && other?.item !== null) {
              await stripe.subscriptionItems.del(slot.item, { proration_behavior });
              slot.item = null;
            } else if (slot.item !== null) {
              await stripe.subscriptionItems.update(slot.item, { ...target, proration_behavior });
            } else {
              const added = { subscription: subscription.id, ...target, proration_behavior };
              slot.item = (await stripe.subscriptionItems.create(added)).id;
            }
            Object.assign(slot, { price, quantity });
          }
          use(end);
          const { sum, lines } = await billed(stripe, customer);
          expect(Math.abs(sum - exact)).toBeLessThanOrEqual(lines);
        },
      ),
      { numRuns: 15 },
    );
  },
  60_000,
);
