"use client";

import { useMemberAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/sonner";
import { formatMoney, type Money } from "@/lib/money";
import { payWhatIsDue } from "./actions";
import { cardName } from "./card-mark";

/** Charges the card for everything that is due. */
export function PayButton({ due, card }: { due: Money; card: { brand: string; last4: string } }) {
  const { run, pending } = useMemberAction(payWhatIsDue, {
    done: ({ paid }) => {
      if (paid) toast.success("Paid. Your plan is active again.");
      else toast.error("Your bank declined the payment. Update your card and try again.");
    },
  });
  return (
    <Button variant="destructive" pending={pending} onClick={() => run(due)}>
      Pay {formatMoney(due)} with {cardName(card)}
    </Button>
  );
}
