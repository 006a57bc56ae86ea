import { catalog } from "@/lib/catalog";
import { formatDay } from "./format-day";
import type { Message } from "./message";

export const welcome: Message<"welcome"> = {
  subject: () => `Welcome to ${catalog.name}`,
  letter: ({ organization, trialEndsAt, dashboardUrl }) => ({
    preview: `Your trial runs until ${formatDay(trialEndsAt)}.`,
    heading: `Welcome, ${organization}`,
    paragraphs: [
      `Your address is verified and your trial runs until ${formatDay(trialEndsAt)}. No card is needed until then, and when it ends nothing is deleted: everything you made stays readable.`,
      "A good first step: set up what you work on, then invite the people you work with.",
    ],
    action: { label: "Open your dashboard", url: dashboardUrl },
    note: `Questions? Write to ${catalog.copy.company.email}.`,
  }),
};
