import type Stripe from "stripe";
import { stripe } from "@/lib/billing/stripe/stripe";
import { found } from "@/lib/errors";
import { type PlanKey, plans } from "./acts";
import { idOf } from "./stripe-snapshot";

/** Which products of Stripe are Unison's plans and add-ons: found by prices whose lookup keys are written down here. */
export class PlanProducts {
  private constructor(
    private readonly byPlan: ReadonlyMap<string, string>,
    private readonly addOns: ReadonlySet<string>,
    private readonly overage: ReadonlySet<string>,
  ) {}

  static async read(): Promise<PlanProducts> {
    const all = await stripe().prices.list({ limit: 100, active: true }).autoPagingToArray({ limit: 1_000 });
    const productOf = (start: string) => {
      const price = all.find(({ lookup_key }) => lookup_key?.startsWith(start));
      return idOf(found(price, "price").product) ?? "";
    };
    const metered = all.filter(({ recurring, lookup_key }) => recurring?.usage_type === "metered" && lookup_key);
    return new PlanProducts(
      new Map(plans.map((plan) => [plan, productOf(`unison_${plan}_month`)])),
      new Set(["extra_user", "extra_plant", "extra_storage"].map((key) => productOf(`unison_${key}_month`))),
      new Set(metered.map(({ product }) => idOf(product) ?? "")),
    );
  }

  idOf = (plan: PlanKey): string => this.byPlan.get(plan) ?? "";

  rank(product: Stripe.Price["product"]): number {
    const id = idOf(product);
    return plans.findIndex((plan) => this.byPlan.get(plan) === id);
  }

  /** The item that is the plan: of two the higher one. */
  planItem({ items }: Pick<Stripe.Subscription, "items">): Stripe.SubscriptionItem | undefined {
    return items.data
      .filter(({ price }) => price.recurring?.usage_type !== "metered" && this.rank(price.product) >= 0)
      .sort((a, b) => this.rank(b.price.product) - this.rank(a.price.product))[0];
  }

  /** Whether a customer's change of plan or add-ons may change this item. */
  isChangeable(item: Stripe.SubscriptionItem, subscription: Stripe.Subscription): boolean {
    const product = idOf(item.price.product) ?? "";
    return item.id === this.planItem(subscription)?.id || this.addOns.has(product) || this.overage.has(product);
  }
}
