"use client";

import { ActButton } from "../act-button";
import type { ReconciliationActions } from "../actions";

const verdicts = {
  equal: "Stripe and the database agree.",
  repaired: "It differed, and was repaired.",
  needs_person: "It differs, and a person has to decide: see the reconciliation.",
  on_its_way: "Stripe has just told of a change; it is written now.",
} as const;

/** Compares one organization with Stripe at once. */
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
