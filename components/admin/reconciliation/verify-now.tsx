"use client";

import type { Verdict } from "@/lib/reconciliation";
import { ActionButton } from "../action-button";
import { verify } from "./actions";

const verdicts: Readonly<Record<Verdict, string>> = {
  equal: "Stripe and the database agree.",
  repaired: "Mismatches were found and repaired.",
  needs_person: "A mismatch needs review. See Reconciliation.",
  on_its_way: "A change from Stripe was just received and has been synced.",
};

/** Compares one organization with Stripe now. */
export function VerifyNow({ organizationId }: { organizationId: string }) {
  return (
    <ActionButton
      size="sm"
      variant="outline"
      action={() => verify({ organizationId })}
      success={({ verdict }) => verdicts[verdict]}
    >
      Verify now
    </ActionButton>
  );
}
