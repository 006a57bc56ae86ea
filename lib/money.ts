import { withMinusSign } from "./numbers";

/** An amount in minor units (cents for USD) beside its ISO 4217 currency, lower case as Stripe writes it. */
export type Money = { readonly amount: number; readonly currency: string };

const formatters = new Map<string, Intl.NumberFormat>();

/** The formatter of a currency. `digits` overrides the number of decimals. */
function formatter(currency: string, digits?: number): Intl.NumberFormat {
  const key = `${currency}:${digits}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat("en-US", {
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  formatters.set(key, made);
  return made;
}

/** Looked up once: `resolvedOptions` takes 20 microseconds, and a dashboard converts thousands of amounts. */
const unitsOf = new Map<string, number>();

/** How many minor units make one of the currency: 100 for USD, 1 for JPY. Source: ISO 4217 through Intl. */
export function minorUnits(currency: string): number {
  const known = unitsOf.get(currency);
  if (known !== undefined) return known;
  const units = 10 ** (formatter(currency).resolvedOptions().maximumFractionDigits ?? 2);
  unitsOf.set(currency, units);
  return units;
}

/** `19900 usd` → `$199.00`, `-4900 usd` → `−$49.00`. */
export function formatMoney({ amount, currency }: Money): string {
  return withMinusSign(formatter(currency).format(amount / minorUnits(currency)));
}

/** `19900 usd` → `$199`, `1950 usd` → `$19.50`: for prices on cards, where .00 is noise. */
export function formatPrice({ amount, currency }: Money): string {
  const whole = amount % minorUnits(currency) === 0;
  return whole
    ? withMinusSign(formatter(currency, 0).format(amount / minorUnits(currency)))
    : formatMoney({ amount, currency });
}

const compactFormatters = new Map<string, Intl.NumberFormat>();

/** `4194310 usd` → `$41,943`: for figures on dashboards, where cents say nothing. */
export const formatRounded = ({ amount, currency }: Money): string =>
  withMinusSign(formatter(currency, 0).format(Math.round(amount / minorUnits(currency)) || 0));

/** `4194310 usd` → `$41.9K`: for the axes of charts. */
export function formatCompactMoney({ amount, currency }: Money): string {
  const known = compactFormatters.get(currency);
  const compact =
    known ??
    new Intl.NumberFormat("en-US", {
      style: "currency",
      currency,
      notation: "compact",
      minimumFractionDigits: 0,
      maximumFractionDigits: 1,
    });
  if (!known) compactFormatters.set(currency, compact);
  return withMinusSign(compact.format(amount / minorUnits(currency)));
}
