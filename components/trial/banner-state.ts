import type { AccessRule } from "@/lib/entitlements";
import { unreachable } from "@/lib/errors";

/** What the banner depends on. */
export type BannerFacts = {
  rule: AccessRule;
  planName: string;
  trialEndsAt: Date;
  /** When a cancelled subscription stops; null while it goes on. */
  cancelAt: Date | null;
  /** The free plan that took over, where the catalogue has one. */
  fallbackPlan: string | null;
};

export type Banner = {
  key: "trial" | "ended" | "payment" | "cancel" | "paused" | "suspended";
  tone: "info" | "warning" | "destructive";
  title: string;
  detail?: string;
  action?: { label: string; href: string };
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
    case "cancelled":
      return endedBanner("Your subscription has ended.", facts);
    case "paid":
      return cancelBanner(facts);
    case "payment_failed":
      return paymentBanner("Your last payment failed.", "Update your payment method to keep full access.");
    case "payments_failed_thrice":
      return paymentBanner(
        "Your payments failed.",
        "Everything stays readable. Pay the open invoice to go on working.",
      );
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

function paymentBanner(title: string, detail: string): Banner {
  return { ...stopped("payment", title, detail), action: { label: "Fix payment", href: "/billing" } };
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
