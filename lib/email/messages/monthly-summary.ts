import { billingNote } from "./billing-note";
import type { Message } from "./message";

/** To owners and billing contacts, after a month has ended. */
export const monthlySummary: Message<"monthly-summary"> = {
  subject: ({ month, organization }) => `${month}: usage and charges for ${organization}`,
  letter: ({ organization, month, plan, facts, statementUrl }) => ({
    preview: `What ${organization} used and was charged in ${month}.`,
    heading: `Your ${month} summary`,
    paragraphs: [`Here's what ${organization} used and was charged on the ${plan} plan in ${month}.`],
    facts: facts.map(({ label, value }) => [label, value] as const),
    action: { label: "View statement", url: statementUrl },
    note: billingNote(organization),
  }),
};
