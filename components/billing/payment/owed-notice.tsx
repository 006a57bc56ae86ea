import { CircleAlert } from "lucide-react";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import type { OpenInvoice } from "@/lib/billing";
import { formatMoney } from "@/lib/money";
import { issueWords, nextAttemptWords } from "./owed-words";

/** What is owed, why the payment failed, and where to pay. */
export function OwedNotice({ owed }: { owed: OpenInvoice }) {
  const { reason, payLabel } = issueWords(owed.issue);
  return (
    <Alert variant="destructive">
      <CircleAlert aria-hidden />
      <AlertTitle>Your {formatMoney(owed)} payment failed</AlertTitle>
      <AlertDescription>
        <p>
          {reason} {nextAttemptWords(owed.nextAttemptAt)}
        </p>
        {owed.payUrl && (
          <a href={owed.payUrl} className="font-medium underline underline-offset-4">
            {payLabel}
          </a>
        )}
      </AlertDescription>
    </Alert>
  );
}
