/** "$1,234.56" → 123456, in cents; a minus of either kind is one. */
export function cents(amount: string): number {
  const digits = amount.replaceAll(/[^\d]/g, "");
  return Number(digits) * (/[-−]/.test(amount) ? -1 : 1);
}
