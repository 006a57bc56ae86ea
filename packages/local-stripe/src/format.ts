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
  "ugx",
  "vnd",
  "vuv",
  "xaf",
  "xof",
  "xpf",
]);

/** Minor units for people: `$1,234.50`, `-€3.00`, `¥500`. */
export function formatMoney(amount: number, currency: string): string {
  return formatter(currency).format(amount / minorUnits(currency));
}

/** A decimal unit price for people; fractions of the minor unit are kept. */
export function formatUnitPrice(decimal: string, currency: string): string {
  return formatter(currency, 12).format(Number(decimal) / minorUnits(currency));
}

function minorUnits(currency: string): number {
  return withoutMinorUnits.has(currency) ? 1 : 100;
}

const formatters = new Map<string, Intl.NumberFormat>();

/** Kept, because making one takes longer than an invoice. */
function formatter(currency: string, maximumFractionDigits?: number): Intl.NumberFormat {
  const key = `${currency} ${maximumFractionDigits}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat("en-US", {
    style: "currency",
    currency: currency.toUpperCase(),
    maximumFractionDigits,
  });
  formatters.set(key, made);
  return made;
}

/** `21 Nov 2026`, UTC. */
export function formatDate(seconds: number): string {
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(
    seconds * 1000,
  );
}

/** `1 Nov 2026 – 1 Dec 2026`, or the one day it is. */
export function formatPeriod({ start, end }: { start: number; end: number }): string {
  const [from, to] = [formatDate(start), formatDate(end)];
  return from === to ? from : `${from} – ${to}`;
}

/** `November 21, 2026`, UTC. */
export function formatLongDate(seconds: number): string {
  return new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" }).format(seconds * 1000);
}
