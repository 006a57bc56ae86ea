/** docs.stripe.com/currencies#zero-decimal */
const withoutMinorUnits = new Set([
  "bif",
  "clp",
  "djf",
  "gnf",
  "jpy",
  "kmf",
  "krw",
  "mga",
  "pyg",
  "rwf",
  "vnd",
  "vuv",
  "xaf",
  "xof",
  "xpf",
]);

/** Formats minor units: `$1,234.50`, `-€3.00`, `¥500`. */
export function formatMoney(amount: number, currency: string): string {
  return formatter(currency).format(amount / minorUnits(currency));
}

/** Formats a decimal unit price, keeping fractions of a cent. */
export function formatUnitPrice(decimal: string, currency: string): string {
  return formatter(currency, 12).format(Number(decimal) / minorUnits(currency));
}

/** docs.stripe.com/currencies#three-decimal */
const withThreeDecimals = new Set(["bhd", "jod", "kwd", "omr", "tnd"]);

function minorUnits(currency: string): number {
  if (withoutMinorUnits.has(currency)) return 1;
  return withThreeDecimals.has(currency) ? 1_000 : 100;
}

const formatters = new Map<string, Intl.NumberFormat>();

/** Cached, because creating a formatter takes longer than rendering an invoice. */
function formatter(currency: string, maximumFractionDigits?: number): Intl.NumberFormat {
  const key = `${currency} ${maximumFractionDigits}`;
  const cached = formatters.get(key);
  if (cached) return cached;
  const created = new Intl.NumberFormat("en-US", {
    style: "currency",
    currency: currency.toUpperCase(),
    maximumFractionDigits,
  });
  formatters.set(key, created);
  return created;
}

/** `21 Nov 2026` in UTC: Stripe's format in line descriptions. */
export function formatDescriptionDate(seconds: number): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" }).format(seconds * 1000);
}

/** `Nov 21, 2026` in UTC. */
function formatShortDate(seconds: number): string {
  return new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeZone: "UTC" }).format(seconds * 1000);
}

/** `Nov 1, 2026 – Dec 1, 2026`, or a single day. */
export function formatPeriod({ start, end }: { start: number; end: number }): string {
  const [from, to] = [formatShortDate(start), formatShortDate(end)];
  return from === to ? from : `${from} – ${to}`;
}

/** `November 21, 2026` in UTC. */
export function formatLongDate(seconds: number): string {
  return new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" }).format(seconds * 1000);
}
