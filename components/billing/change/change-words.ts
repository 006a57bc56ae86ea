import type { AnswerTo } from "@/lib/api/call";
import { formatDate, formatUtcDate } from "@/lib/dates";
import { formatMoney, type Money } from "@/lib/money";
import type { PreviewJson } from "../use-preview";

/** The label of the button that confirms a change. */
export function confirmWords({ effect, today, currency, at }: PreviewJson): string {
  if (effect === "none") return "Keep current plan";
  if (effect === "period_end") return `Change on ${at ? formatUtcDate(new Date(at)) : "renewal"}`;
  const amount = today?.amount ?? 0;
  return amount > 0 ? `Pay ${formatMoney({ amount, currency })} and change now` : "Change now";
}

/** When a change takes effect, in a sentence. */
export function effectWords({ kind, effect, at }: PreviewJson): string {
  const date = at ? formatUtcDate(new Date(at)) : "";
  switch (effect) {
    case "none":
      return "This is your current plan.";
    case "now":
      if (kind === "add_ons") return "Takes effect immediately. You pay for the rest of your billing period.";
      return "Takes effect immediately. You get credit for the unused time on your current plan.";
    case "period_end":
      return `Takes effect on ${date}, when your current billing period ends. You can undo it until then.`;
    case "both":
      return `Increases take effect immediately. Decreases take effect on ${date}.`;
  }
}

/** The name of the next invoice's amount. */
export const nextTerm = ({ at }: NonNullable<PreviewJson["next"]>): string =>
  `Next invoice, ${formatUtcDate(new Date(at))}`;

/** What a change costs: today or, if nothing is due today, with the next invoice. Null if no invoice follows. */
export function totalOf({ today, next, currency }: PreviewJson): (Money & { term: string }) | null {
  if (today) return { term: "Due today", amount: today.amount, currency };
  return next && { term: nextTerm(next), amount: next.amount, currency };
}

/** Usage that won't fit the new limits, with its numbers. */
export function levelWords({ name, used, limit }: PreviewJson["lost"]["levels"][number]): string {
  return `${name}: ${used} in use, ${limit} included. Nothing is deleted; you can't add more until you're at ${limit} or fewer.`;
}

/** Invitations that are withdrawn with the change. */
export function invitationWords(addresses: readonly string[]): string {
  const some = addresses.length === 1 ? "1 pending invitation is" : `${addresses.length} pending invitations are`;
  return `${some} withdrawn, because no seat is left: ${addresses.join(", ")}. No member loses access.`;
}

type Outcome = AnswerTo<"POST /api/v1/subscription/upgrade">;

/**
 * The confirmation after a change.
 *
 * @param what what it was about: "Professional", "2 × Extra user".
 */
export function outcomeWords(
  outcome: Outcome,
  what: string,
  { next, currency }: Pick<PreviewJson, "next" | "currency">,
): string {
  const charge = next
    ? ` Next charge: ${formatMoney({ amount: next.amount, currency })} on ${formatUtcDate(new Date(next.at))}.`
    : "";
  switch (outcome.outcome) {
    case "changed":
      return `You have ${what} now.${charge}`;
    case "unchanged":
      return "Nothing changed.";
    case "undone":
      return "Scheduled change canceled.";
    case "scheduled":
      return `Change to ${what} scheduled for ${formatUtcDate(new Date(outcome.at))}.`;
    case "awaiting_payment":
      return "The payment failed, so nothing has changed yet.";
  }
}

const stripeDate = /\b(\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4})\b/g;

/** Stripe's line descriptions say "after 30 Nov 2026". The pages write dates one way: "after Nov 30, 2026". */
export const withUsDates = (description: string): string =>
  description.replace(stripeDate, (date) => formatDate(new Date(`${date} UTC`)));
