import { emit, emitChange } from "../../events/emit";
import { disputeTransaction } from "../../objects/dispute-object";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { scheduleOnMainClock, withdrawFunds } from "./open-dispute";

type Dispute = PublicTables["dispute"];

const closed: readonly Dispute["status"][] = ["lost", "won", "warning_closed", "prevented"];

export function isClosed(dispute: Dispute): boolean {
  return closed.includes(dispute.status);
}

/** An inquiry asks about a charge; only a dispute takes the money back. */
export function isInquiry(dispute: Dispute): boolean {
  return dispute.status.startsWith("warning_");
}

/** Ends a dispute. Winning returns what was withdrawn. */
export function closeDispute(world: World, before: Dispute, outcome: "won" | "lost"): Dispute {
  world.tasks.cancel("dispute.due", before.id);
  world.tasks.cancel("dispute.decide", before.id);
  const dispute = world.store.put("dispute", {
    ...before,
    is_charge_refundable: isInquiry(before),
    status: isInquiry(before) ? "warning_closed" : outcome,
  });
  emit(world, "charge.dispute.closed", dispute);
  return dispute.status === "won" ? reinstateFunds(world, dispute) : dispute;
}

function reinstateFunds(world: World, dispute: Dispute): Dispute {
  const reinstated = world.store.put("dispute", {
    ...dispute,
    balance_transactions: [...dispute.balance_transactions, disputeTransaction(world, dispute, 1)],
  });
  emit(world, "charge.dispute.funds_reinstated", reinstated);
  return reinstated;
}

/**
 * The bank decides on submitted evidence. In test mode its text says how
 * (docs.stripe.com/testing#evidence): any other evidence stays under review.
 */
export function decideDispute(world: World, id: string): void {
  const dispute = world.store.get("dispute", id);
  if (!dispute || isClosed(dispute)) return;
  switch (dispute.evidence.uncategorized_text) {
    case "winning_evidence":
      closeDispute(world, dispute, "won");
      return;
    case "losing_evidence":
      closeDispute(world, dispute, "lost");
      return;
    case "escalate_inquiry_evidence":
      if (isInquiry(dispute)) escalate(world, dispute);
      return;
    default:
      return;
  }
}

/** An inquiry becomes a chargeback, with a new chance to respond. */
function escalate(world: World, before: Dispute): void {
  const { card } = before.payment_method_details ?? {};
  const dispute = world.store.put("dispute", {
    ...before,
    evidence_details: { ...before.evidence_details, submission_count: 0, submission_method: "not_submitted" },
    is_charge_refundable: false,
    ...(card ? { payment_method_details: { card: { ...card, case_type: "chargeback" }, type: "card" } } : {}),
    status: "needs_response",
  });
  emitChange(world, "charge.dispute.updated", before, dispute);
  const { due_by } = dispute.evidence_details;
  scheduleOnMainClock(world, "dispute.due", dispute.id, Math.max(0, (due_by ?? 0) - world.clock.now()));
  withdrawFunds(world, dispute);
}

/** The deadline has passed: without evidence a dispute is lost, and an inquiry is over. */
export function endUnansweredDispute(world: World, id: string): void {
  const before = world.store.get("dispute", id);
  if (!before || isClosed(before) || before.status === "under_review") return;
  const late = { ...before, evidence_details: { ...before.evidence_details, past_due: true } };
  closeDispute(world, isInquiry(before) ? before : late, "lost");
}
