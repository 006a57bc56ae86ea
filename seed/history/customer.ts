import type { cancelReasons, roleNames } from "@/db/schema";
import type { Origin } from "@/lib/visits/visit";

/** A price that customers bought: of the catalog, or one of the company's own on a product of the catalog. */
export type SoldPrice = {
  /** The lookup key by which Stripe has it. */
  lookupKey: string;
  /** Whether the catalog has it too. */
  inCatalog: boolean;
  kind: "plan" | "add_on" | "custom";
  /** The catalog's key of the plan or add-on; null for a custom item. */
  itemKey: string | null;
  /** The product's id in Stripe. */
  product: string;
  /** What the product is called. */
  name: string;
  currency: string;
  /** Minor units per interval. */
  unitAmount: number;
  interval: "month" | "year";
};

export type SoldItem = { price: SoldPrice; quantity: number };

/** A discount of a subscription, by its coupon. */
export type SoldCoupon = {
  id: string;
  name: string;
  percentOff: number;
  duration: "once" | "repeating" | "forever";
  /** How long a repeating one lasts. */
  months: number | null;
};

export type CancelReason = (typeof cancelReasons)[number];

/** Something a customer, or a person for them, did in Stripe. Times are whole seconds. */
export type Step = { at: Date } & (
  | {
      kind: "buy";
      items: readonly SoldItem[];
      coupon: SoldCoupon | null;
      collection: "charge_automatically" | "send_invoice";
    }
  /** The items from then on. `prorated`: the rest of the period is charged and credited at once, else nothing is until it renews. */
  | { kind: "change"; items: readonly SoldItem[]; prorated: boolean }
  /** Another card. A broken one can be saved, but every charge is declined. */
  | { kind: "card"; works: boolean }
  /** Pays the open invoice: with the card, or by transfer where invoices are sent. */
  | { kind: "pay" }
  /** Invoices are voided until then. */
  | { kind: "pause"; until: Date }
  | { kind: "cancel"; when: "now" | "period_end"; reason: CancelReason; comment: string | null }
  /** The last payment is given back in full. */
  | { kind: "refund" }
);

export type StepOf<Kind extends Step["kind"]> = Extract<Step, { kind: Kind }>;

export type Person = { name: string; email: string; role: (typeof roleNames)[number]; joinedAt: Date };

/** Everything that happened to one customer, as a company's own memory of it. Nothing here says what was billed. */
export type CustomerHistory = {
  /** The same key gives the same ids. */
  key: string;
  organization: string;
  domain: string | null;
  country: string;
  /** The answers at onboarding. */
  profile: Readonly<Record<string, string>>;
  /** How its first person found the site. */
  origin: Origin;
  signedUpAt: Date;
  /** Null: the owner never opened the email. */
  verifiedAt: Date | null;
  onboardedAt: Date | null;
  trial: { plan: string; interval: "month" | "year" | null; endsAt: Date };
  /** The owner first. */
  people: readonly Person[];
  /** Oldest first. */
  steps: readonly Step[];
  /** How much of the plan's limit of each counter a typical month uses: 0.5 is half. */
  appetite: number;
};
