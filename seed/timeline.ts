import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { subscriptions } from "@/db/schema";
import { syncCustomer } from "@/lib/billing";
import { stripe } from "@/lib/billing/stripe/stripe";
import type { Interval } from "@/lib/catalog";
import { withPlatform } from "@/lib/context";
import { asOwner, type Company, daysAgo, seeder } from "./company";
import { payByVisa, priceId } from "./subscribe";

const stride = 28;

/**
 * A company's dealings with Stripe in the past, on one of Stripe's test clocks: what was bought, changed and cancelled so
 * many days ago, with every invoice in between. After each step the mirror is written as it was that day.
 */
export class Timeline {
  #subscriptionId = "";

  private constructor(
    readonly company: Company,
    readonly clockId: string,
    readonly customerId: string,
    private day: number,
  ) {}

  static async begin(company: Company, name: string, day: number): Promise<Timeline> {
    const clock = await stripe().testHelpers.testClocks.create({ frozen_time: seconds(day), name });
    const customer = await stripe().customers.create({
      test_clock: clock.id,
      name,
      metadata: { organization_id: company.organizationId },
    });
    await asOwner(company, day, ({ tx, organizationId }) =>
      tx
        .update(subscriptions)
        .set({ stripeCustomerId: customer.id })
        .where(eq(subscriptions.organizationId, organizationId)),
    );
    return new Timeline(company, clock.id, customer.id, day);
  }

  async buy(plan: string, interval: Interval): Promise<void> {
    const { customerId: customer, company } = this;
    await payByVisa(customer);
    const subscription = await stripe().subscriptions.create({
      customer,
      items: [{ price: await priceId(plan, interval) }],
      metadata: { organization_id: company.organizationId },
    });
    this.#subscriptionId = subscription.id;
    await this.#write();
  }

  async changeTo(plan: string, interval: Interval): Promise<void> {
    const { items } = await stripe().subscriptions.retrieve(this.#subscriptionId);
    const price = await priceId(plan, interval);
    await stripe().subscriptions.update(this.#subscriptionId, {
      items: items.data.map(({ id }) => ({ id, price })),
      proration_behavior: "always_invoice",
    });
    await this.#write();
  }

  async cancel(): Promise<void> {
    await stripe().subscriptions.cancel(this.#subscriptionId);
    await this.#write();
  }

  /** Lets time pass until so many days ago. A clock goes two billing periods at a time, at most. */
  async until(day: number): Promise<void> {
    while (this.day > day) {
      this.day = Math.max(day, this.day - stride);
      await stripe().testHelpers.testClocks.advance(this.clockId, { frozen_time: seconds(this.day) });
      await this.#arrived();
    }
    await this.#write();
  }

  async #arrived() {
    for (;;) {
      const { status } = await stripe().testHelpers.testClocks.retrieve(this.clockId);
      if (status === "ready") return;
      if (status === "internal_failure") throw new Error(`Stripe's test clock ${this.clockId} failed.`);
      await sleep(50);
    }
  }

  #write() {
    return withPlatform({ actor: seeder, now: daysAgo(this.day) }, (ctx) =>
      syncCustomer(ctx, { customerId: this.customerId }),
    );
  }
}

const seconds = (day: number) => Math.floor(daysAgo(day).getTime() / 1000);
