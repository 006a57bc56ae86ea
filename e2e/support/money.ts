/** "$1,234.56" → 123456, in cents. Accepts a hyphen or a minus sign. */
export function cents(amount: string): number {
  const digits = amount.replaceAll(/[^\d]/g, "");
  return Number(digits) * (/[-−]/.test(amount) ? -1 : 1);
}
