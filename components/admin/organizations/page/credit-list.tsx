"use client";

import { ConfirmButton } from "@/components/shell/confirm-button";
import { useAction } from "@/components/shell/use-action";
import { toast } from "@/components/ui/sonner";
import { formatUtcDate } from "@/lib/dates";
import { takeCredits } from "../actions";

export type ShownCredits = {
  id: string;
  /** "40 work orders", "$12.00". */
  remaining: string;
  reason: string;
  expiresAt: Date | null;
};

type CreditListProps = { organizationId: string; credits: readonly ShownCredits[] };

export function CreditList({ organizationId, credits }: CreditListProps) {
  if (credits.length === 0) return <p className="text-muted-foreground text-sm">No credits left.</p>;
  return (
    <ul className="divide-y">
      {credits.map((grant) => (
        <CreditRow key={grant.id} organizationId={organizationId} grant={grant} />
      ))}
    </ul>
  );
}

function CreditRow({ organizationId, grant }: { organizationId: string; grant: ShownCredits }) {
  const { id, remaining, reason, expiresAt } = grant;
  const { run, pending } = useAction(
    () => takeCredits(organizationId, { grantId: id, reason: "Taken back by a platform admin" }),
    { done: () => void toast.success("Credits taken back") },
  );
  return (
    <li className="flex items-center gap-3 py-3 text-sm first:pt-0 last:pb-0">
      <div className="grid min-w-0 flex-1 gap-0.5">
        <span className="font-medium">{remaining}</span>
        <span className="text-muted-foreground text-xs [overflow-wrap:anywhere]">
          {reason}
          {expiresAt ? ` · until ${formatUtcDate(expiresAt)}` : " · no expiry"}
        </span>
      </div>
      <ConfirmButton
        variant="ghost"
        size="sm"
        pending={pending}
        title={`Take back ${remaining}?`}
        description="What is left of these credits can't be used from now on. What they have paid for stays paid."
        confirm="Take back"
        onConfirm={() => run(undefined)}
      >
        Take back<span className="sr-only"> {remaining}</span>
      </ConfirmButton>
    </li>
  );
}
