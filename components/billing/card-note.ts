import { cardStage } from "@/lib/billing/payment/card-expiry";

/** What is said of a card's end, and whether it presses. */
export function cardNote(expires: string, now: Date): { text: string; urgent: boolean } {
  const at = cardStage(expires, now);
  if (!at) return { text: `Expires ${expires}`, urgent: false };
  if (at.stage === 0) return { text: `Expired ${expires}`, urgent: true };
  return { text: `Expires ${expires}, in ${at.daysLeft} ${at.daysLeft === 1 ? "day" : "days"}`, urgent: true };
}
