import type { InvoiceLine } from "@/lib/billing";
import { formatMoney } from "@/lib/money";

type Facts = Pick<
  InvoiceLine,
  "status" | "currency" | "amountPaid" | "amountRemaining" | "amountRefunded" | "amountCredited"
>;

/** "Paid $199.00, refunded $100.00, credited $50.00". Null when nothing was given back. */
export function givenBackWords({ status, currency, ...amounts }: Facts): string | null {
  const { amountPaid, amountRemaining, amountRefunded, amountCredited } = amounts;
  if (amountRefunded === 0 && amountCredited === 0) return null;
  const money = (amount: number) => formatMoney({ amount, currency });
  const parts = [
    amountPaid > 0 && `paid ${money(amountPaid)}`,
    amountRefunded > 0 && `refunded ${money(amountRefunded)}`,
    amountCredited > 0 && `credited ${money(amountCredited)}`,
    status === "open" && `${money(amountRemaining)} due`,
  ];
  const sentence = parts.filter((part) => part !== false).join(", ");
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
