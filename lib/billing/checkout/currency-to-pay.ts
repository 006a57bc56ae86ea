import "server-only";
import { eq } from "drizzle-orm";
import { subscriptions, trials } from "@/db/schema";
import { catalog, currenciesOf } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { conflict } from "@/lib/errors";
import type { StripeBudget } from "../stripe/stripe";

/**
 * The currency of a purchase. A Stripe customer has one for good, from the first invoice or subscription on; before that
 * it is the one asked for, or the one chosen at sign-up, or the catalog's.
 *
 * @throws GatehouseError `conflict` for another one than the customer's.
 */
export async function currencyToPay(
  ctx: TenantContext,
  budget: StripeBudget,
  customerId: string,
  asked: string | undefined,
): Promise<string> {
  const sold = currenciesOf(catalog);
  if (sold.length === 1) return catalog.currency;
  const customer = await budget.call((stripe) => stripe.customers.retrieve(customerId));
  const fixed = customer.deleted ? null : customer.currency;
  if (!fixed) return asked ?? (await currencyChoice(ctx)).chosen;
  if (asked === undefined || asked === fixed) return fixed;
  throw conflict(
    `You pay in ${fixed.toUpperCase()}, and one customer can't pay in two currencies. Contact us to change it.`,
    {
      currency: fixed,
    },
  );
}

/** The currencies a customer can buy in, and the one to begin with. */
export type CurrencyChoice = { chosen: string; offered: readonly string[] };

/** What the billing page offers: one currency for those who have paid in it, else all of the catalog's. */
export async function currencyChoice({ tx, organizationId }: TenantContext): Promise<CurrencyChoice> {
  const sold = currenciesOf(catalog);
  if (sold.length === 1) return { chosen: catalog.currency, offered: sold };
  const [row] = await tx
    .select({ paid: subscriptions.currency, chosen: trials.chosenCurrency })
    .from(subscriptions)
    .innerJoin(trials, eq(trials.organizationId, subscriptions.organizationId))
    .where(eq(subscriptions.organizationId, organizationId));
  const paid = sold.find((currency) => currency === row?.paid);
  if (paid) return { chosen: paid, offered: [paid] };
  const chosen = sold.find((currency) => currency === row?.chosen) ?? catalog.currency;
  return { chosen, offered: sold };
}
