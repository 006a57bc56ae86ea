"use client";

import { ActButton } from "../act-button";
import type { ReconciliationActions } from "../actions";

const verdicts = {
  equal: "Stripe and the database agree.",
  repaired: "Mismatches were found and repaired.",
  needs_person: "A mismatch needs review. See Reconciliation.",
  on_its_way: "A change from Stripe was just received and has been synced.",
} as const;

/** Compares one organization with Stripe now. */
export function VerifyNow({
  organizationId,
  verify,
}: {
  organizationId: string;
  verify: ReconciliationActions["verify"];
}) {
  return (
    <ActButton
      size="sm"
      variant="outline"
      act={() => verify({ organizationId })}
      done={({ verdict }) => verdicts[verdict]}
    >
      Verify now
    </ActButton>
  );
}
