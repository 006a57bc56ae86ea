import { CircleAlert, CircleCheck, Info } from "lucide-react";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { BillingSummary } from "@/lib/billing";
import type { Notice, NoticeLink } from "./notices";
import { PayButton } from "./payment/pay-button";
import { ReplaceCard } from "./payment/replace-card";

const icons = { success: CircleCheck, info: Info, warning: CircleAlert, destructive: CircleAlert };

type BillingNoticeProps = {
  notice: Notice;
  /** The card that is charged; null without one, and for people who can't pay. */
  card: BillingSummary["card"];
  /** Whether this person can give another card. */
  mayReplaceCard: boolean;
};

/** The notice at the top of the billing page. A payment that failed is one block with one button. */
export function BillingNotice({ notice, card, mayReplaceCard }: BillingNoticeProps) {
  const { tone, title, detail, links = [] } = notice;
  if (tone === "destructive") return <PaymentProblem notice={notice} card={card} mayReplaceCard={mayReplaceCard} />;
  const Icon = icons[tone];
  return (
    <Alert variant={tone}>
      <Icon aria-hidden />
      <AlertTitle>{title}</AlertTitle>
      {(detail || links.length > 0) && (
        <AlertDescription>
          {detail && <p>{detail}</p>}
          <Links links={links} />
        </AlertDescription>
      )}
    </Alert>
  );
}

function PaymentProblem({
  notice: { title, detail, links = [], due, needsCard },
  card,
  mayReplaceCard,
}: BillingNoticeProps) {
  const [first, ...others] = links;
  const charge = due && card ? <PayButton due={due} card={card} /> : null;
  const replace = needsCard && mayReplaceCard ? <ReplaceCard label="Update card" variant="destructive" /> : null;
  const button = charge ?? replace ?? (others.length === 0 && first ? <PayLink link={first} /> : null);
  return (
    <div
      role="alert"
      className="grid gap-4 rounded-lg border border-destructive/40 bg-destructive-soft p-5 text-destructive-ink sm:p-7"
    >
      <div className="grid gap-1.5">
        <p className="text-balance font-semibold text-xl tracking-[-0.02em] sm:text-2xl">{title}</p>
        {detail && <p className="max-w-2xl text-pretty text-sm">{detail}</p>}
      </div>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3 empty:hidden">
        {button}
        {/* The button of a single invoice is its link. */}
        {(charge || replace || !button) && <Links links={links} />}
      </div>
    </div>
  );
}

const PayLink = ({ link: { label, href } }: { link: NoticeLink }) => (
  <Button asChild variant="destructive">
    <a href={href} target="_blank" rel="noreferrer">
      {label}
    </a>
  </Button>
);

function Links({ links }: { links: readonly NoticeLink[] }) {
  if (links.length === 0) return null;
  return (
    <ul className="grid gap-1 text-sm tabular-nums">
      {links.map(({ text, label, href }) => (
        <li key={href} className="flex flex-wrap gap-x-2">
          {text && <span>{text}</span>}
          <a href={href} target="_blank" rel="noreferrer" className="font-medium underline underline-offset-4">
            {label}
          </a>
        </li>
      ))}
    </ul>
  );
}
