import { catalog } from "@/lib/catalog";
import { formatDay } from "./format-day";
import type { Message } from "./message";
import { forBilling } from "./notes";

export const planUpgraded: Message<"plan-upgraded"> = {
  subject: ({ to }) => `You are on ${catalog.name} ${to} now`,
  letter: ({ organization, from, to, price, billingUrl }) => ({
    preview: `${organization} moved from ${from} to ${to}.`,
    heading: `Welcome to ${to}`,
    paragraphs: [
      `${organization} moved from ${from} to ${to}. Everything in it is open at once; what was already paid for ${from} is credited on the invoice.`,
    ],
    facts: [["Price", price]],
    action: { label: "See your plan", url: billingUrl },
    note: forBilling(organization),
  }),
};

export const downgradeScheduled: Message<"downgrade-scheduled"> = {
  subject: ({ to, at }) => `${catalog.name} ${to} from ${formatDay(at)}`,
  letter: ({ organization, from, to, at, billingUrl }) => ({
    preview: `Until then you keep ${from}.`,
    heading: `${to} begins on ${formatDay(at)}`,
    paragraphs: [
      `${organization} keeps ${from} until ${formatDay(at)} and moves to ${to} then. Nothing is deleted: what no longer fits stays readable, and making more is refused until it fits.`,
      "You can take the change back until then.",
    ],
    action: { label: "Review the change", url: billingUrl },
    note: forBilling(organization),
  }),
};

export const subscriptionCancelled: Message<"subscription-cancelled"> = {
  subject: ({ ended, endsAt }) =>
    ended ? `Your ${catalog.name} subscription has ended` : `Your ${catalog.name} plan ends on ${formatDay(endsAt)}`,
  letter: ({ organization, plan, endsAt, ended, billingUrl }) =>
    ended
      ? {
          preview: "Nothing was deleted.",
          heading: "Your subscription has ended",
          paragraphs: [
            `${organization}'s ${plan} ended on ${formatDay(endsAt)}. Nothing was deleted: everything can be read and exported, and a plan opens it again.`,
          ],
          action: { label: "Choose a plan", url: billingUrl },
          note: forBilling(organization),
        }
      : {
          preview: `Until ${formatDay(endsAt)} nothing changes.`,
          heading: "Your plan is cancelled",
          paragraphs: [
            `${organization} keeps ${plan} until ${formatDay(endsAt)} and is not charged again. After that everything stays readable and exportable, and nothing is deleted.`,
            "Changed your mind? Keep the plan with one click until then.",
          ],
          action: { label: "Keep the plan", url: billingUrl },
          note: forBilling(organization),
        },
};

export const subscriptionResumed: Message<"subscription-resumed"> = {
  subject: ({ plan }) => `Your ${catalog.name} ${plan} plan goes on`,
  letter: ({ organization, plan, renewsAt, billingUrl }) => ({
    preview: "Good to have you.",
    heading: "Your plan goes on",
    paragraphs: [
      `${organization} keeps ${plan}: the cancellation was withdrawn.${renewsAt ? ` It renews on ${formatDay(renewsAt)}.` : ""}`,
    ],
    action: { label: "See your plan", url: billingUrl },
    note: forBilling(organization),
  }),
};
