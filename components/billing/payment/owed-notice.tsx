import { CircleAlert } from "lucide-react";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import type { OpenInvoice } from "@/lib/billing";
import { owedWords } from "./owed-words";

/** What is owed, why, and where to pay. */
export function OwedNotice({ owed }: { owed: OpenInvoice }) {
  const { title, detail, payLabel } = owedWords(owed);
  return (
    <Alert variant="destructive">
      <CircleAlert aria-hidden />
      <AlertTitle>{title}</AlertTitle>
      <AlertDescription>
        <p>{detail}</p>
        {owed.payUrl && (
          <a href={owed.payUrl} className="font-medium underline underline-offset-4">
            {payLabel}
          </a>
        )}
      </AlertDescription>
    </Alert>
  );
}
