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
  const divisor = withoutMinorUnits.has(currency) ? 1 : 100;
  return new Intl.NumberFormat("en-US", { style: "currency", currency: currency.toUpperCase() }).format(
    amount / divisor,
  );
}

/** A decimal unit price for people; fractions of the minor unit are kept. */
export function formatUnitPrice(decimal: string, currency: string): string {
  const divisor = withoutMinorUnits.has(currency) ? 1 : 100;
  const value = Number(decimal) / divisor;
  const format = { style: "currency", currency: currency.toUpperCase(), maximumFractionDigits: 12 } as const;
  return new Intl.NumberFormat("en-US", format).format(value);
}

/** `21 Nov 2026`, UTC. */
export function formatDate(seconds: number): string {
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(
    seconds * 1000,
  );
}

/** `November 21, 2026`, UTC. */
export function formatLongDate(seconds: number): string {
  return new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" }).format(seconds * 1000);
}
