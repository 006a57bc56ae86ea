import { dueWords, issueWords, nextAttemptWords } from "@/components/billing/payment/owed-words";
import type { BannerFacts } from "@/lib/billing";
import { cardStage } from "@/lib/billing/payment/card-expiry";
import { formatUtcDate } from "@/lib/dates";
import { daysUntil } from "@/lib/durations";
import { unreachable } from "@/lib/errors";
import { formatMoney } from "@/lib/money";
import { formatCount } from "@/lib/numbers";

export type Banner = {
  key: "trial" | "ended" | "payment" | "card" | "cancel" | "paused" | "suspended";
  tone: "info" | "warning" | "destructive";
  title: string;
  detail?: string;
  action?: { label: string; href: string };
  /** A second thing the customer can do. */
  second?: { label: string; href: string };
  /** Can be dismissed until tomorrow. A banner about lost access can't. */
  dismissible: boolean;
};

/** Blue for 7 or more days, yellow for 6 to 3, red for the last 2. */
export function trialTone(days: number): Banner["tone"] {
  if (days >= 7) return "info";
  return days >= 3 ? "warning" : "destructive";
}

/** The plan banner of every signed-in page; null when there is nothing to show. */
export function bannerOf(facts: BannerFacts, now: Date): Banner | null {
  switch (facts.rule) {
    case "trial":
      return trialBanner(facts, now);
    case "trial_over":
      return endedBanner("Your trial has ended.", facts);
    case "trial_refused":
      return endedBanner("Your company has already used its trial.", facts);
    case "unverified":
      return unverifiedBanner(facts);
    case "canceled":
      return endedBanner("Your subscription has ended.", facts);
    case "stripe_trial":
    case "collection_paused":
    case "paid":
      return lateBanner(facts) ?? cancelBanner(facts) ?? cardBanner(facts, now);
    case "other_subscription":
      return facts.owed && !facts.owed.overdueSince
        ? paymentBanner(facts, "You keep access through your other plan.")
        : overdueBanner(facts, "You keep access through your other plan.");
    case "payment_failed":
      return paymentBanner(facts, "After the third failed payment, your account becomes read-only.");
    case "payments_failed_thrice":
      return paymentBanner(facts, "Your account is read-only until you pay.");
    case "invoice_overdue":
      return overdueBanner(facts, "Pay to keep full access.");
    case "invoice_long_overdue":
      return overdueBanner(facts, "Your account is read-only until you pay.");
    case "unpaid":
      return facts.owed?.overdueSince
        ? overdueBanner(facts, "Your account is read-only until you pay.")
        : paymentBanner(facts, "Your account is read-only until you pay.");
    case "paused":
      return {
        ...stopped("paused", "Your subscription is paused.", "Your account is read-only until it resumes."),
        action: toBilling,
      };
    case "suspended":
      return stopped("suspended", "Your organization is suspended.", "Only the billing page is available.");
    default:
      return unreachable(facts.rule);
  }
}

const choosePlan = { label: "Choose a plan", href: "/billing#plans" };
const toBilling = { label: "Open billing", href: "/billing" };

function trialBanner({ planName, trialEndsAt }: BannerFacts, now: Date): Banner {
  const days = daysUntil(trialEndsAt, now);
  return {
    key: "trial",
    tone: trialTone(days),
    title: `${formatCount(days, "day")} left in your ${planName} trial`,
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
      detail: `You're now on the ${fallbackPlan} plan.`,
      action: choosePlan,
      dismissible: true,
    };
  }
  const detail = "You can still view and export everything. Nothing is deleted.";
  return { ...stopped("ended", title, detail), action: choosePlan };
}

/** The person who has to verify gets a banner of their own above this one, with a button to resend the link. */
function unverifiedBanner(facts: BannerFacts): Banner {
  const title = "Your trial is on hold until an owner verifies their email.";
  if (facts.fallbackPlan !== null) return endedBanner(title, facts);
  return stopped("ended", title, "Follow the link we emailed to continue. You can still view everything.");
}

function cancelBanner({ planName, cancelAt }: BannerFacts): Banner | null {
  if (cancelAt === null) return null;
  return {
    key: "cancel",
    tone: "warning",
    title: `Your ${planName} plan ends on ${formatUtcDate(cancelAt)}.`,
    detail: "Nothing changes until then.",
    action: { label: "Keep my plan", href: "/billing" },
    dismissible: true,
  };
}

const updateCard = { label: "Update card", href: "/billing/payment-method" };

/** The amount and the ways to pay are for billing roles. Other members see what it means for them. */
function paymentBanner({ owed }: BannerFacts, consequence: string): Banner {
  if (!owed) return { ...stopped("payment", "Your last payment failed.", consequence), action: toBilling };
  if (owed.currentPeriod !== null) {
    return { ...stopped("payment", `${formatMoney(owed)} is due.`, dueWords(owed)), action: toBilling };
  }
  const { reason, payLabel } = issueWords(owed.issue);
  const detail = `${reason} ${nextAttemptWords(owed.nextAttemptAt)} ${consequence}`;
  const banner = stopped("payment", `Your ${formatMoney(owed)} payment failed.`, detail);
  if (!owed.payUrl) return { ...banner, action: updateCard };
  const pay = { label: payLabel, href: owed.payUrl };
  return owed.issue === "card_must_change"
    ? { ...banner, action: updateCard, second: pay }
    : { ...banner, action: pay, second: updateCard };
}

/** An invoice that was sent may be late although the subscription isn't. */
function lateBanner(facts: BannerFacts): Banner | null {
  if (!facts.owed?.overdueSince) return null;
  return { ...overdueBanner(facts, "Nothing changes yet. Pay it to stay up to date."), tone: "warning" };
}

/** For customers who pay by invoice: they have no card to replace. */
function overdueBanner({ owed }: BannerFacts, consequence: string): Banner {
  if (!owed?.overdueSince) return { ...stopped("payment", "An invoice is overdue.", consequence), action: toBilling };
  const since = formatUtcDate(owed.overdueSince);
  const title =
    owed.count === 1
      ? `Your ${formatMoney(owed)} invoice has been overdue since ${since}.`
      : `${formatCount(owed.count, "invoice")} for ${formatMoney(owed)} in total have been overdue since ${since}.`;
  const banner = stopped("payment", title, consequence);
  if (owed.count > 1 || !owed.payUrl) return { ...banner, action: toBilling };
  return { ...banner, action: { label: "Pay invoice", href: owed.payUrl }, second: toBilling };
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
    detail: "Update it before your next payment.",
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
