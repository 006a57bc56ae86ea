import { CircleAlert, CircleCheck, Info } from "lucide-react";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import type { Notice } from "./notices";

const icons = { success: CircleCheck, info: Info, warning: CircleAlert, destructive: CircleAlert };

/** The notice at the top of the billing page. */
export function BillingNotice({ notice: { tone, title, detail, link } }: { notice: Notice }) {
  const Icon = icons[tone];
  return (
    <Alert variant={tone}>
      <Icon aria-hidden />
      <AlertTitle>{title}</AlertTitle>
      {(detail || link) && (
        <AlertDescription>
          {detail && <p>{detail}</p>}
          {link && (
            <a href={link.href} target="_blank" rel="noreferrer" className="font-medium underline underline-offset-4">
              {link.label}
            </a>
          )}
        </AlertDescription>
      )}
    </Alert>
  );
}
