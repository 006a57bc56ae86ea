import { catalog } from "@/lib/catalog";
import { formatUtcDate } from "@/lib/dates";
import { formatCount } from "@/lib/numbers";
import { billingNote } from "./billing-note";
import type { Message } from "./message";

/** To a company that already had its trial in another organization. */
export const trialRefused: Message<"trial-refused"> = {
  subject: () => `Welcome to ${catalog.name}: choose a plan to get started`,
  letter: ({ organization, domain, billingUrl }) => ({
    preview: `${domain} has already used its free trial.`,
    heading: `Welcome, ${organization}`,
    paragraphs: [
      `Your email is verified. Each company gets one free trial of ${catalog.name}, and someone at ${domain} has already used it. Choose a plan to get started right away.`,
      `Do your coworkers already use ${catalog.name}? Ask them to invite you instead. If you think this is a mistake, email ${catalog.copy.company.email}.`,
    ],
    action: { label: "Choose a plan", url: billingUrl },
  }),
};

export const trialEnding: Message<"trial-ending"> = {
  subject: ({ daysLeft }) => `Your ${catalog.name} trial ends ${inDays(daysLeft)}`,
  letter: ({ organization, plan, daysLeft, trialEndsAt, billingUrl }) => ({
    preview: "Choose a plan to keep working without a break.",
    heading: `Your trial ends ${inDays(daysLeft)}`,
    paragraphs: [
      `${organization}'s ${plan} trial ends on ${formatUtcDate(new Date(trialEndsAt))}. Choose a plan before then so your team can keep working.`,
      "Without a plan, you can still view and export everything. Nothing is deleted.",
    ],
    action: { label: "Choose a plan", url: billingUrl },
    note: billingNote(organization),
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
        ? `${organization}'s ${plan} trial has ended, and you're now on ${fallbackPlan}. Nothing was deleted. You can still view and export anything that goes beyond ${fallbackPlan}.`
        : `${organization}'s ${plan} trial has ended. Nothing was deleted. You can still view and export everything. Choose a plan to keep working.`,
    ],
    action: { label: "Choose a plan", url: billingUrl },
    note: billingNote(organization),
  }),
};

export const trialExtended: Message<"trial-extended"> = {
  subject: ({ days }) => `Your ${catalog.name} trial was extended by ${formatCount(days, "day")}`,
  letter: ({ organization, days, trialEndsAt, dashboardUrl }) => ({
    preview: `Your trial now runs until ${formatUtcDate(new Date(trialEndsAt))}.`,
    heading: "Your trial was extended",
    paragraphs: [
      `We added ${formatCount(days, "day")} to ${organization}'s trial. It now runs until ${formatUtcDate(new Date(trialEndsAt))}.`,
    ],
    action: { label: "Go to dashboard", url: dashboardUrl },
    note: billingNote(organization),
  }),
};
