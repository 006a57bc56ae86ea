import { CircleAlert, CircleCheck, Info } from "lucide-react";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import type { BillingSummary } from "@/lib/billing";
import type { Notice } from "./notices";
import { PayButton } from "./payment/pay-button";

const icons = { success: CircleCheck, info: Info, warning: CircleAlert, destructive: CircleAlert };

type BillingNoticeProps = {
  notice: Notice;
  /** The card that is charged; null without one, and for people who can't pay. */
  card: BillingSummary["card"];
};

/** The notice at the top of the billing page. */
export function BillingNotice({ notice: { tone, title, detail, links = [], due }, card }: BillingNoticeProps) {
  const Icon = icons[tone];
  return (
    <Alert variant={tone}>
      <Icon aria-hidden />
      <AlertTitle>{title}</AlertTitle>
      {(detail || links.length > 0 || due) && (
        <AlertDescription>
          {detail && <p>{detail}</p>}
          {links.length > 0 && (
            <ul className="grid gap-1 tabular-nums">
              {links.map(({ text, label, href }) => (
                <li key={href} className="flex flex-wrap gap-x-2">
                  {text && <span>{text}</span>}
                  <a href={href} target="_blank" rel="noreferrer" className="font-medium underline underline-offset-4">
                    {label}
                  </a>
                </li>
              ))}
            </ul>
          )}
          {due && card && <PayButton due={due} card={card} />}
        </AlertDescription>
      )}
    </Alert>
  );
}
