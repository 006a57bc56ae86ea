import type { PublicTables } from "../../store/tables";

type PaymentMethod = PublicTables["payment_method"];

const brands: Record<string, string> = { amex: "American Express", jcb: "JCB", unionpay: "UnionPay" };

/** `Visa •••• 4242` */
export function cardName(method: PaymentMethod): string {
  if (method.sepa_debit) return `SEPA Direct Debit •••• ${method.sepa_debit.last4 ?? ""}`;
  const brand = method.card?.brand ?? "card";
  return `${brands[brand] ?? brand.charAt(0).toUpperCase() + brand.slice(1)} •••• ${method.card?.last4 ?? ""}`;
}

/** `12/2034` */
export function cardExpiry(method: PaymentMethod): string {
  return `${String(method.card?.exp_month ?? 0).padStart(2, "0")}/${method.card?.exp_year ?? ""}`;
}
