import { catalog } from "@/lib/catalog";
import { formatUtcDate } from "@/lib/dates";
import type { Message } from "./message";

export const welcome: Message<"welcome"> = {
  subject: () => `Welcome to ${catalog.name}`,
  letter: ({ organization, trialEndsAt, dashboardUrl }) => ({
    preview: `Your trial runs until ${formatUtcDate(new Date(trialEndsAt))}.`,
    heading: `Welcome, ${organization}`,
    paragraphs: [
      `Your email is verified and your trial runs until ${formatUtcDate(new Date(trialEndsAt))}. No card required. When it ends, nothing is deleted, and you can still view and export everything.`,
      "A good first step: finish your setup, then invite your team.",
    ],
    action: { label: "Go to dashboard", url: dashboardUrl },
    note: `Questions? Email ${catalog.copy.company.email}.`,
  }),
};
