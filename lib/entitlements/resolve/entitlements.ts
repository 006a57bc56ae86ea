import type { entitlementOverrides, subscriptionItems, subscriptions } from "@/db/schema";
import type { Limit, Overage } from "@/lib/catalog";
import type { OrganizationState } from "@/lib/trials";
import type { Access, AccessRule, SubscriptionState } from "./access";

export type Override = Pick<
  typeof entitlementOverrides.$inferSelect,
  "kind" | "name" | "enabled" | "limit" | "unlimited" | "reason" | "createdAt" | "expiresAt"
>;

/** The stored state that entitlements are resolved from. */
export type Grants = {
  subscription: SubscriptionState &
    OrganizationState &
    Pick<typeof subscriptions.$inferSelect, "entitlementsVersion" | "currency">;
  items: readonly Pick<typeof subscriptionItems.$inferSelect, "kind" | "itemKey" | "quantity">[];
  overrides: readonly Override[];
};

/** One step of how an entitlement came about: its source, the value after it, and why. */
export type TraceStep = {
  subject: { kind: "feature" | "meter" | "access"; key: string };
  source: "plan" | "fallback" | "add_on" | "override" | "access";
  value: Limit | boolean | Access;
  because: string;
  until: Date | null;
};

export type MeterLimit = {
  limit: Limit;
  /** The price of usage above the limit; null if it isn't sold. */
  overage: Overage | null;
};

export type Entitlements = {
  access: Access;
  accessRule: AccessRule;
  accessSince: Date | null;
  plan: { key: string; name: string };
  features: readonly string[];
  limits: Readonly<Record<string, MeterLimit>>;
  trace: readonly TraceStep[];
  /** What the organization pays in; null before its first purchase. */
  currency: string | null;
  /** Billing months are counted from this day. */
  anchorAt: Date;
  /** The version of the stored state. */
  version: number;
  /** The next time at which they change without a write: a trial, a verification deadline or an override ends, or an invoice is late for too long. Null for never. */
  validUntil: Date | null;
};
