import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { shortDate } from "./plan-words";

type AwaitingPaymentProps = {
  payUrl: string | null;
  until: Date;
  plan?: string | null;
  /** What else can be done about it. */
  children?: ReactNode;
};

/** The card was declined, or the bank wants its owner to confirm: where to pay, and until when. */
export function AwaitingPayment({ payUrl, until, plan, children }: AwaitingPaymentProps) {
  const hour = until.toLocaleTimeString("en-US", { hour: "2-digit", minute: "2-digit", timeZone: "UTC" });
  return (
    <Alert variant="warning">
      <CircleAlert aria-hidden />
      <AlertTitle>
        {plan ? `Your change to ${plan} waits for its payment.` : "The payment did not go through."}
      </AlertTitle>
      <AlertDescription>
        <p>
          Your card was declined, or your bank wants you to confirm. Nothing has changed and nothing was charged. Pay
          the invoice by {shortDate(until)}, {hour} UTC, and the change is made.
        </p>
        <div className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-2 empty:hidden">
          {payUrl && (
            <a href={payUrl} className="font-medium underline underline-offset-4">
              Pay the invoice
            </a>
          )}
          {children}
        </div>
      </AlertDescription>
    </Alert>
  );
}
