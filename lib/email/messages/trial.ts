import { catalog } from "@/lib/catalog";
import { formatDay } from "./format-day";
import type { Message } from "./message";
import { forBilling } from "./notes";

/** A company whose trial another of its organizations had before. */
export const trialRefused: Message<"trial-refused"> = {
  subject: () => `Welcome to ${catalog.name}: choose a plan to begin`,
  letter: ({ organization, domain, billingUrl }) => ({
    preview: `${domain} has had its trial already.`,
    heading: `Welcome, ${organization}`,
    paragraphs: [
      `Your address is verified. Each company tries ${catalog.name} once, and somebody with an address at ${domain} has done so before, so this organization begins without a trial. Choose a plan, and everything opens at once.`,
      `Do your colleagues use ${catalog.name}? Ask them to invite you instead. If you think this is a mistake, write to ${catalog.copy.company.email}.`,
    ],
    action: { label: "Choose a plan", url: billingUrl },
  }),
};

export const trialEnding: Message<"trial-ending"> = {
  subject: ({ daysLeft }) => `Your ${catalog.name} trial ends ${inDays(daysLeft)}`,
  letter: ({ organization, plan, daysLeft, trialEndsAt, billingUrl }) => ({
    preview: "Choose a plan, and nothing changes.",
    heading: `Your trial ends ${inDays(daysLeft)}`,
    paragraphs: [
      `${organization} is trying ${plan} until ${formatDay(trialEndsAt)}. Choose a plan before then and your team goes on without a break.`,
      "Without a plan everything stays readable and exportable, and nothing is deleted.",
    ],
    action: { label: "Choose a plan", url: billingUrl },
    note: forBilling(organization),
  }),
};

const inDays = (days: number) => (days === 1 ? "tomorrow" : `in ${days} days`);

export const trialEnded: Message<"trial-ended"> = {
  subject: () => `Your ${catalog.name} trial has ended`,
  letter: ({ organization, plan, fallbackPlan, billingUrl }) => ({
    preview: "Nothing was deleted.",
    heading: "Your trial has ended",
    paragraphs: [
      fallbackPlan
        ? `${organization}'s trial of ${plan} is over, and ${fallbackPlan} has taken over. Nothing was deleted; what does not fit into ${fallbackPlan} can be read and exported.`
        : `${organization}'s trial of ${plan} is over. Nothing was deleted: everything can be read and exported, and nothing changed, until you choose a plan.`,
    ],
    action: { label: "Choose a plan", url: billingUrl },
    note: forBilling(organization),
  }),
};

export const trialExtended: Message<"trial-extended"> = {
  subject: ({ days }) => `${days} more ${days === 1 ? "day" : "days"} to try ${catalog.name}`,
  letter: ({ organization, days, trialEndsAt, dashboardUrl }) => ({
    preview: `Your trial runs until ${formatDay(trialEndsAt)}.`,
    heading: "Your trial was extended",
    paragraphs: [
      `We gave ${organization} ${days} more ${days === 1 ? "day" : "days"}. The trial runs until ${formatDay(trialEndsAt)}, with everything it had.`,
    ],
    action: { label: "Go on", url: dashboardUrl },
    note: forBilling(organization),
  }),
};
