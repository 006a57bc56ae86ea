import { withMinusSign } from "./numbers";

/** An amount in minor units (cents for USD) beside its ISO 4217 currency, lower case as Stripe writes it. */
export type Money = { readonly amount: number; readonly currency: string };

const formatters = new Map<string, Intl.NumberFormat>();

/** English as it is written where the currency is at home: rupees are grouped in lakhs. */
const localeOf = (currency: string): string => (currency === "inr" ? "en-IN" : "en-US");

/** The formatter of a currency, with its own decimals unless given. */
function formatter(currency: string, digits = decimalsOf(currency), mostDigits = digits): Intl.NumberFormat {
  const key = `${currency}:${digits}:${mostDigits}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(localeOf(currency), {
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: mostDigits,
  });
  formatters.set(key, made);
  return made;
}

/**
 * The currencies in which Stripe's amounts don't have two decimals (docs.stripe.com/currencies#zero-decimal and #three-decimal).
 * `Intl` doesn't agree with it: it writes Icelandic and Albanian amounts without decimals, and Stripe counts their hundredths.
 */
const decimals = new Map([
  ...["bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf"].map(
    (currency) => [currency, 0] as const,
  ),
  ...["bhd", "jod", "kwd", "omr", "tnd"].map((currency) => [currency, 3] as const),
]);

const decimalsOf = (currency: string): number => decimals.get(currency) ?? 2;

/** How many of Stripe's minor units make one of the currency: 100 for USD, 1 for JPY, 1000 for KWD. */
export const minorUnits = (currency: string): number => 10 ** decimalsOf(currency);

/** What amounts in a currency have to be a multiple of: Stripe takes three decimals only if the last one is 0. */
export const smallestAmount = (currency: string): number => (decimalsOf(currency) === 3 ? 10 : 1);

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

/** `0.2 usd` → `$0.002`, `50 usd` → `$0.50`: the price of one unit, which may be a fraction of a minor unit. */
export const formatUnitPrice = ({ amount, currency }: Money): string =>
  Number.isInteger(amount)
    ? formatMoney({ amount, currency })
    : formatter(currency, decimalsOf(currency), 12).format(amount / minorUnits(currency));

const compactFormatters = new Map<string, Intl.NumberFormat>();

/** `4194310 usd` → `$41,943`: for figures on dashboards, where cents say nothing. */
export const formatRounded = ({ amount, currency }: Money): string =>
  withMinusSign(formatter(currency, 0).format(Math.round(amount / minorUnits(currency)) || 0));

/** `4194310 usd` → `$41.9K`: for the axes of charts. */
export function formatCompactMoney({ amount, currency }: Money): string {
  const known = compactFormatters.get(currency);
  const compact =
    known ??
    new Intl.NumberFormat(localeOf(currency), {
      style: "currency",
      currency,
      notation: "compact",
      minimumFractionDigits: 0,
      maximumFractionDigits: 1,
    });
  if (!known) compactFormatters.set(currency, compact);
  return withMinusSign(compact.format(amount / minorUnits(currency)));
}
