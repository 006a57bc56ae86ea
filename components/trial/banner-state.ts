import { issueWords, nextAttemptWords } from "@/components/billing/owed-words";
import type { OpenInvoice } from "@/lib/billing";
import { cardStage } from "@/lib/billing/payment/card-expiry";
import type { AccessRule } from "@/lib/entitlements";
import { unreachable } from "@/lib/errors";
import { formatMoney } from "@/lib/money";

/** What the banner depends on. */
export type BannerFacts = {
  rule: AccessRule;
  planName: string;
  trialEndsAt: Date;
  /** When a cancelled subscription stops; null while it goes on. */
  cancelAt: Date | null;
  /** The free plan that took over, where the catalogue has one. */
  fallbackPlan: string | null;
  /** What is owed and which card pays; null for those who do not look after billing, too. */
  owed: OpenInvoice | null;
  card: { last4: string; expires: string } | null;
};

export type Banner = {
  key: "trial" | "ended" | "payment" | "card" | "cancel" | "paused" | "suspended";
  tone: "info" | "warning" | "destructive";
  title: string;
  detail?: string;
  action?: { label: string; href: string };
  /** Another thing that can be done about it. */
  second?: { label: string; href: string };
  /** May be put away until tomorrow. What stops the work may not. */
  dismissible: boolean;
};

const dayMs = 24 * 60 * 60 * 1000;

/** Days begun until `end`: 14 on the first day of a 14-day trial, 1 on its last, 0 from its end on. */
export function daysLeft(end: Date, now: Date): number {
  return Math.max(0, Math.ceil((end.getTime() - now.getTime()) / dayMs));
}

/** Calm for a week and more, yellow from 6 days, red for the last two. */
export function trialTone(days: number): Banner["tone"] {
  if (days >= 7) return "info";
  return days >= 3 ? "warning" : "destructive";
}

/** What every signed-in page says about the plan; null when there is nothing to say. */
export function bannerOf(facts: BannerFacts, now: Date): Banner | null {
  switch (facts.rule) {
    case "trial":
      return trialBanner(facts, now);
    case "trial_over":
      return endedBanner("Your trial has ended.", facts);
    case "trial_refused":
      return endedBanner("Your company has had its trial before.", facts);
    case "unverified":
      return unverifiedBanner(facts);
    case "cancelled":
      return endedBanner("Your subscription has ended.", facts);
    case "paid":
      return cancelBanner(facts) ?? cardBanner(facts, now);
    case "payment_failed":
      return paymentBanner(facts, "After the third failure everything becomes read-only.");
    case "payments_failed_thrice":
      return paymentBanner(facts, "Everything stays readable, and opens again the moment it is paid.");
    case "paused":
      return { ...stopped("paused", "Your subscription is paused.", "Everything stays readable."), action: toBilling };
    case "suspended":
      return stopped("suspended", "This organization is suspended.", "Only its billing page is open.");
    default:
      return unreachable(facts.rule);
  }
}

const choosePlan = { label: "Choose a plan", href: "/billing" };
const toBilling = { label: "Open billing", href: "/billing" };

function trialBanner({ planName, trialEndsAt }: BannerFacts, now: Date): Banner {
  const days = daysLeft(trialEndsAt, now);
  return {
    key: "trial",
    tone: trialTone(days),
    title: `${days} ${days === 1 ? "day" : "days"} left in your ${planName} trial`,
    action: choosePlan,
    dismissible: true,
  };
}

function endedBanner(title: string, { fallbackPlan }: BannerFacts): Banner {
  if (fallbackPlan !== null) {
    return {
      key: "ended",
      tone: "info",
      title,
      detail: `You are on ${fallbackPlan} now.`,
      action: choosePlan,
      dismissible: true,
    };
  }
  const detail = "Everything stays readable and exportable, and nothing is deleted.";
  return { ...stopped("ended", title, detail), action: choosePlan };
}

/** Whoever has to confirm is told above it, with the link sent again. */
function unverifiedBanner(facts: BannerFacts): Banner {
  if (facts.fallbackPlan !== null) return endedBanner("Your trial waits for a confirmed e-mail address.", facts);
  const detail = "An owner follows the link we sent, and it goes on. Everything is kept, and stays readable.";
  return stopped("ended", "Your trial waits for a confirmed e-mail address.", detail);
}

function cancelBanner({ planName, cancelAt }: BannerFacts): Banner | null {
  if (cancelAt === null) return null;
  return {
    key: "cancel",
    tone: "warning",
    title: `Your ${planName} plan ends on ${longDate(cancelAt)}.`,
    detail: "Until then nothing changes.",
    action: { label: "Keep my plan", href: "/billing" },
    dismissible: true,
  };
}

const updateCard = { label: "Update the card", href: "/billing/payment-method" };

/** The amount and the ways to pay are for those who look after billing; the others hear what it means for them. */
function paymentBanner({ owed }: BannerFacts, consequence: string): Banner {
  if (!owed) return { ...stopped("payment", "The last payment failed.", consequence), action: toBilling };
  const { reason, payLabel } = issueWords(owed.issue);
  const detail = `${reason} ${nextAttemptWords(owed.nextAttemptAt)} ${consequence}`;
  const banner = stopped("payment", `Your payment of ${formatMoney(owed)} failed.`, detail);
  if (!owed.payUrl) return { ...banner, action: updateCard };
  const pay = { label: payLabel, href: owed.payUrl };
  return owed.issue === "card_must_change"
    ? { ...banner, action: updateCard, second: pay }
    : { ...banner, action: pay, second: updateCard };
}

function cardBanner({ card }: BannerFacts, now: Date): Banner | null {
  const at = card && cardStage(card.expires, now);
  if (!at) return null;
  return {
    key: "card",
    tone: at.stage === 30 ? "warning" : "destructive",
    title:
      at.stage === 0
        ? `Your card ending in ${card.last4} has expired.`
        : `Your card ending in ${card.last4} expires at the end of ${card.expires}.`,
    detail: "Replace it before the next payment.",
    action: updateCard,
    dismissible: true,
  };
}

const stopped = (key: Banner["key"], title: string, detail: string): Banner => ({
  key,
  tone: "destructive",
  title,
  detail,
  dismissible: false,
});

const longDate = (date: Date) =>
  date.toLocaleDateString("en-US", { month: "long", day: "numeric", year: "numeric", timeZone: "UTC" });
