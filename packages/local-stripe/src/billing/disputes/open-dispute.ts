import { cardBehavior } from "../../engine/cards";
import { emit } from "../../events/emit";
import { type DisputeKind, disputeTransaction, newDispute } from "../../objects/dispute-object";
import type { PublicTables, TaskKind } from "../../store/tables";
import type { World } from "../../world";

type Dispute = PublicTables["dispute"];

/** Networks close an inquiry that wasn't escalated in this time. */
const inquiryDays = 120;
const day = 86_400;

/** Charges to Stripe's dispute test cards are disputed as soon as they are paid. */
export function scheduleDispute(world: World, charge: string, paymentMethod: string): void {
  if (kindOf(world, paymentMethod)) scheduleOnMainClock(world, "dispute.open", charge, 0);
}

/** Disputes follow the main clock: a bank knows nothing of a customer's test clock. */
export function scheduleOnMainClock(world: World, kind: TaskKind, ref: string, delay: number): void {
  world.clock.runOn(null, () => world.tasks.schedule(kind, ref, world.clock.now() + delay));
}

function kindOf(world: World, paymentMethod: string | null): DisputeKind | null {
  return cardBehavior(world.store.get("card", paymentMethod ?? "")?.number ?? "").dispute ?? null;
}

/** The cardholder disputes a charge. Does nothing if it has been refunded in full meanwhile. */
export function openDispute(world: World, chargeId: string): void {
  const charge = world.store.get("charge", chargeId);
  const kind = kindOf(world, charge?.payment_method ?? null);
  if (!charge || !kind || charge.refunded) return;
  const dispute = world.store.put("dispute", newDispute(world, charge, kind));
  world.store.put("charge", { ...charge, disputed: true });
  const days = kind === "inquiry" ? inquiryDays * day : (dispute.evidence_details.due_by ?? 0) - dispute.created;
  scheduleOnMainClock(world, "dispute.due", dispute.id, days);
  emit(world, "charge.dispute.created", dispute);
  if (kind !== "inquiry") withdrawFunds(world, dispute);
}

/** Takes the disputed amount and the fee from the account's balance. */
export function withdrawFunds(world: World, dispute: Dispute): Dispute {
  const withdrawn = world.store.put("dispute", {
    ...dispute,
    balance_transactions: [...dispute.balance_transactions, disputeTransaction(world, dispute, -1)],
  });
  emit(world, "charge.dispute.funds_withdrawn", withdrawn);
  return withdrawn;
}
