import { catalog } from "@/lib/catalog";
import { formatUtcDate } from "@/lib/dates";
import { billingNote } from "./billing-note";
import type { Message } from "./message";

const dateOf = (iso: string) => formatUtcDate(new Date(iso));

export const planUpgraded: Message<"plan-upgraded"> = {
  subject: ({ to }) => `You're now on ${catalog.name} ${to}`,
  letter: ({ organization, from, to, price, billingUrl }) => ({
    preview: `${organization} moved from ${from} to ${to}.`,
    heading: `Welcome to ${to}`,
    paragraphs: [
      `${organization} moved from ${from} to ${to}. All ${to} features are on now. We credited your unused ${from} time on the invoice.`,
    ],
    facts: [["Price", price]],
    action: { label: "View your plan", url: billingUrl },
    note: billingNote(organization),
  }),
};

export const downgradeScheduled: Message<"downgrade-scheduled"> = {
  subject: ({ to, at }) => `Your plan changes to ${catalog.name} ${to} on ${dateOf(at)}`,
  letter: ({ organization, from, to, at, billingUrl }) => ({
    preview: `You keep ${from} until then.`,
    heading: `${to} starts on ${dateOf(at)}`,
    paragraphs: [
      `${organization} keeps ${from} until ${dateOf(at)}, then moves to ${to}. Nothing is deleted: you can still view anything over the ${to} limits, but you can't add more until you're back within them.`,
      "You can undo this change any time before then.",
    ],
    action: { label: "Review change", url: billingUrl },
    note: billingNote(organization),
  }),
};

export const subscriptionCanceled: Message<"subscription-canceled"> = {
  subject: ({ ended, endsAt }) =>
    ended ? `Your ${catalog.name} subscription has ended` : `Your ${catalog.name} plan ends on ${dateOf(endsAt)}`,
  letter: ({ organization, plan, endsAt, ended, billingUrl }) =>
    ended
      ? {
          preview: "Nothing was deleted.",
          heading: "Your subscription has ended",
          paragraphs: [
            `${organization}'s ${plan} plan ended on ${dateOf(endsAt)}. Nothing was deleted. You can still view and export everything, and pick up where you left off by choosing a plan.`,
          ],
          action: { label: "Choose a plan", url: billingUrl },
          note: billingNote(organization),
        }
      : {
          preview: `You keep full access until ${dateOf(endsAt)}.`,
          heading: "Your plan is canceled",
          paragraphs: [
            `${organization} keeps ${plan} until ${dateOf(endsAt)} and won't be charged again. After that, you can still view and export everything. Nothing is deleted.`,
            "Changed your mind? You can resume your plan any time before then.",
          ],
          action: { label: "Resume plan", url: billingUrl },
          note: billingNote(organization),
        },
};

export const subscriptionResumed: Message<"subscription-resumed"> = {
  subject: ({ plan }) => `Your ${catalog.name} ${plan} plan continues`,
  letter: ({ organization, plan, renewsAt, billingUrl }) => ({
    preview: "Glad you're staying.",
    heading: "Your plan continues",
    paragraphs: [
      `Your cancellation was undone, and ${organization} keeps ${plan}.${renewsAt ? ` It renews on ${dateOf(renewsAt)}.` : ""}`,
    ],
    action: { label: "View your plan", url: billingUrl },
    note: billingNote(organization),
  }),
};
