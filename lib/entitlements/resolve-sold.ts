import { catalog, catalogIn } from "@/lib/catalog";
import type { Entitlements, Grants } from "./resolve/entitlements";
import { resolveEntitlements } from "./resolve/resolve";

type Stored = Grants & { subscription: { mirror: { currency: string | null } } };

/** The entitlements that stored grants give at a time, by the served catalog. Overage is priced in the currency they are paid in. */
export const resolveSold = (grants: Stored, at: Date): Entitlements =>
  resolveEntitlements(catalogIn(catalog, soldIn(grants)), grants, at);

/** The currency that is paid in; the catalog's before the first purchase. */
export const soldIn = ({ subscription }: Stored): string => subscription.mirror.currency ?? catalog.currency;
