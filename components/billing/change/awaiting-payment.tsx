import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { formatDateTime } from "@/lib/dates";

type AwaitingPaymentProps = {
  payUrl: string | null;
  until: Date;
  /** The plan to switch to, if known. */
  plan?: string | null;
  /** More to say or do. */
  children?: ReactNode;
};

/** The card was declined, or the bank requires confirmation: where to pay, and until when. */
export function AwaitingPayment({ payUrl, until, plan, children }: AwaitingPaymentProps) {
  return (
    <Alert variant="warning">
      <CircleAlert aria-hidden />
      <AlertTitle>{plan ? `Confirm payment to switch to ${plan}` : "Your payment didn't go through"}</AlertTitle>
      <AlertDescription>
        <p>
          Your card was declined, or your bank needs you to confirm the payment. You haven't been charged and your plan
          hasn't changed. Pay the invoice by {formatDateTime(until)} to complete the change.
        </p>
        <div className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-2 empty:hidden">
          {payUrl && (
            <a href={payUrl} className="font-medium underline underline-offset-4">
              Pay invoice
            </a>
          )}
          {children}
        </div>
      </AlertDescription>
    </Alert>
  );
}
