import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { subscriptions } from "@/db/schema";
import { syncCustomer } from "@/lib/billing";
import { stripe } from "@/lib/billing/stripe/stripe";
import type { Interval } from "@/lib/catalog";
import { withPlatform } from "@/lib/context";
import { asOwner, daysAgo, type SeedOrganization, seeder } from "./organization";
import { addTestCard, priceId } from "./subscribe";

/** Stripe advances a test clock by at most two billing periods at a time. */
const maxAdvanceDays = 28;

/**
 * An organization's past at Stripe, created with a test clock: purchases, plan changes and cancellations on certain days, and
 * all invoices in between. After each step the mirror is synced, dated that day.
 */
export class Timeline {
  #subscriptionId = "";

  private constructor(
    readonly organization: SeedOrganization,
    readonly clockId: string,
    readonly customerId: string,
    private day: number,
  ) {}

  static async start(organization: SeedOrganization, name: string, day: number): Promise<Timeline> {
    const clock = await stripe().testHelpers.testClocks.create({ frozen_time: seconds(day), name });
    const customer = await stripe().customers.create({
      test_clock: clock.id,
      name,
      metadata: { organization_id: organization.organizationId },
    });
    await asOwner(organization, day, ({ tx, organizationId }) =>
      tx
        .update(subscriptions)
        .set({ stripeCustomerId: customer.id })
        .where(eq(subscriptions.organizationId, organizationId)),
    );
    return new Timeline(organization, clock.id, customer.id, day);
  }

  async buy(plan: string, interval: Interval): Promise<void> {
    const { customerId: customer, organization } = this;
    await addTestCard(customer);
    const subscription = await stripe().subscriptions.create({
      customer,
      items: [{ price: await priceId(plan, interval) }],
      metadata: { organization_id: organization.organizationId },
    });
    this.#subscriptionId = subscription.id;
    await this.#sync();
  }

  async changeTo(plan: string, interval: Interval): Promise<void> {
    const { items } = await stripe().subscriptions.retrieve(this.#subscriptionId);
    const price = await priceId(plan, interval);
    await stripe().subscriptions.update(this.#subscriptionId, {
      items: items.data.map(({ id }) => ({ id, price })),
      proration_behavior: "always_invoice",
    });
    await this.#sync();
  }

  async cancel(): Promise<void> {
    await stripe().subscriptions.cancel(this.#subscriptionId);
    await this.#sync();
  }

  /** Advances the clock to so many days ago, and syncs. */
  async advanceTo(day: number): Promise<void> {
    while (this.day > day) {
      this.day = Math.max(day, this.day - maxAdvanceDays);
      await stripe().testHelpers.testClocks.advance(this.clockId, { frozen_time: seconds(this.day) });
      await this.#waitUntilReady();
    }
    await this.#sync();
  }

  async #waitUntilReady() {
    for (;;) {
      const { status } = await stripe().testHelpers.testClocks.retrieve(this.clockId);
      if (status === "ready") return;
      if (status === "internal_failure") throw new Error(`Stripe's test clock ${this.clockId} failed.`);
      await sleep(50);
    }
  }

  #sync() {
    return withPlatform({ actor: seeder, now: daysAgo(this.day) }, (ctx) =>
      syncCustomer(ctx, { customerId: this.customerId }),
    );
  }
}

const seconds = (day: number) => Math.floor(daysAgo(day).getTime() / 1000);
