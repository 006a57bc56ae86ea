import "@/testing/billing/local-stripe";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { shiftClock } from "@/lib/clock";
import { type TenantContext, withPlatform, withTenant } from "@/lib/context";
import { GatehouseError } from "@/lib/errors";
import { assertMovements } from "@/lib/metrics";
import { reconcile } from "@/lib/reconciliation/reconcile";
import { asSystem } from "@/testing/actors";
import { assertEqualToStripe } from "@/testing/billing/equal-to-stripe";
import { advanceStripe, cards, payInvoice, payOn } from "@/testing/billing/local-stripe";
import { checkout, deliver, eventsOf, type Organization, stateOf, sync } from "@/testing/billing/stories";
import { newOrganization } from "@/testing/factories";
import { cancelSubscription } from "./change/cancel-subscription";
import { changeAddOns } from "./change/change-add-ons";
import { changePlan } from "./change/change-plan";
import { resumeSubscription } from "./change/resume-subscription";
import { undoChange } from "./change/undo-change";
import { stripe } from "./stripe/stripe";
import { cancelDuplicate } from "./sync/cancel-duplicate";

const plans = ["starter", "professional", "enterprise"] as const;
const intervals = ["month", "year"] as const;
const actor = asSystem();

type Plan = { plan: (typeof plans)[number]; interval: (typeof intervals)[number] };
type Action =
  | ({ do: "buy"; card: keyof typeof cards } & Plan)
  | ({ do: "change" } & Plan)
  | { do: "add_ons"; extra_user: number; extra_plant: number }
  | { do: "card"; card: "pm_card_visa" | "pm_card_chargeCustomerFail" }
  | { do: "cancel" | "resume" | "undo" | "pay" }
  | { do: "wait"; days: number }
  /** The events since the last delivery arrive: not at all, or in some order, some of them twice. */
  | { do: "webhooks"; lost: boolean; seed: number };

const plan = { plan: fc.constantFrom(...plans), interval: fc.constantFrom(...intervals) };
const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("buy" as const), card: fc.constantFrom("good", "declined"), ...plan }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("change" as const), ...plan }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("add_ons" as const),
      extra_user: fc.integer({ min: 0, max: 3 }),
      extra_plant: fc.integer({ min: 0, max: 2 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("card" as const),
      card: fc.constantFrom("pm_card_visa", "pm_card_chargeCustomerFail"),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom("cancel", "resume", "undo", "pay") }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("wait" as const), days: fc.integer({ min: 1, max: 20 }) }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant("webhooks" as const), lost: fc.boolean(), seed: fc.nat() }),
  },
);

/** A customer who acts, and a network that loses, repeats and reorders the events about it. */
class CustomerHistory {
  private delivered = new Set<string>();

  constructor(private readonly organization: Organization) {}

  async act(action: Action): Promise<void> {
    try {
      await this.attempt(action);
    } catch (error) {
      // An action that the current state doesn't allow is rejected, and that is fine.
      if (!(error instanceof GatehouseError) || error.code === "internal" || error.code === "unavailable") throw error;
    }
  }

  private attempt(action: Action): Promise<unknown> {
    switch (action.do) {
      case "buy":
        return checkout(this.organization, action.plan, action.interval).then(({ url }) =>
          payOn(url, cards[action.card]),
        );
      case "change":
        return this.change(action);
      case "add_ons":
        return this.as((ctx) =>
          changeAddOns(ctx, { addOns: { extra_user: action.extra_user, extra_plant: action.extra_plant } }),
        );
      case "card":
        return this.payWith(action.card);
      case "cancel":
        return this.as((ctx) => cancelSubscription(ctx, { reason: "too_expensive" }));
      case "resume":
        return this.as(resumeSubscription);
      case "undo":
        return this.as(undoChange);
      case "pay":
        return this.payOpen();
      case "wait":
        return travel(action.days);
      case "webhooks":
        return this.deliverEvents(action);
      default:
        return action satisfies never;
    }
  }

  private as<T>(work: (ctx: TenantContext) => Promise<T>): Promise<T> {
    return withTenant({ organizationId: this.organization.id, actor: this.organization.owner }, work);
  }

  /** Tries both endpoints: only one of them accepts the change. */
  private async change(request: Plan): Promise<void> {
    const by = (direction: "up" | "down") =>
      this.as((ctx) => changePlan(ctx, { plan: request.plan, interval: request.interval, direction }));
    await by("up").catch(() => by("down"));
  }

  private async customer(): Promise<string | null> {
    return (await stateOf(this.organization.id)).subscription.stripeCustomerId;
  }

  private async payWith(card: string): Promise<void> {
    const customer = await this.customer();
    if (!customer) return;
    const { id } = await stripe().paymentMethods.attach(card, { customer });
    await stripe().customers.update(customer, { invoice_settings: { default_payment_method: id } });
    const { data } = await stripe().subscriptions.list({ customer });
    for (const subscription of data)
      await stripe().subscriptions.update(subscription.id, { default_payment_method: id });
  }

  private async payOpen(): Promise<void> {
    const customer = await this.customer();
    if (!customer) return;
    const { data } = await stripe().invoices.list({ customer, status: "open" });
    for (const { hosted_invoice_url } of data) if (hosted_invoice_url) await payInvoice(hosted_invoice_url);
  }

  private async deliverEvents({ lost, seed }: { lost: boolean; seed: number }): Promise<void> {
    const customer = await this.customer();
    if (!customer) return;
    const events = (await eventsOf(customer)).filter(({ id }) => !this.delivered.has(id));
    for (const { id } of events) this.delivered.add(id);
    if (lost || events.length === 0) return;
    const twice = [...events, ...events.filter((_, index) => (seed + index) % 3 === 0)];
    const order = twice.map((event, index) => ({ event, key: (index * 7_919 + seed) % 1_009 }));
    for (const { event } of order.sort((a, b) => a.key - b.key)) {
      expect((await deliver(JSON.stringify(event))).status).toBe(200);
    }
    await sync(customer);
  }
}

/** Moves Stripe's clock and ours together. */
async function travel(days: number): Promise<void> {
  const now = await advanceStripe(days);
  shiftClock(Math.round((now.getTime() - Date.now()) / 1000));
}

/** Duplicate subscriptions are canceled by a job, which doesn't run in this test. */
async function endDuplicates(organizationId: string): Promise<void> {
  const { subscription } = await stateOf(organizationId);
  if (!subscription.stripeCustomerId) return;
  const { data } = await stripe().subscriptions.list({ customer: subscription.stripeCustomerId });
  for (const { id } of data.filter((other) => other.id !== subscription.stripeSubscriptionId)) {
    await withPlatform({ actor }, (ctx) => cancelDuplicate(ctx, { organizationId, subscriptionId: id }));
  }
}

afterEach(() => shiftClock(0));

describe("any history of a customer", () => {
  it("matches Stripe after a reconciliation: at most one live subscription, and MRR is the sum of its movements", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 30, maxLength: 30 }), async (actions) => {
        const organization = await newOrganization();
        const history = new CustomerHistory(organization);
        await travel(0);
        for (const action of actions) await history.act(action);
        await reconcile({});
        await endDuplicates(organization.id);
        await assertEqualToStripe(organization.id);
        await withPlatform({ actor }, assertMovements);
      }),
      { numRuns: 6, endOnFailure: true },
    );
  }, 120_000);
});
