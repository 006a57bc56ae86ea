import { catalog } from "@/lib/catalog";
import type { Message } from "./message";

export const organizationDeleted: Message<"organization-deleted"> = {
  subject: ({ organization }) => `${organization} was deleted from ${catalog.name}`,
  letter: ({ organization, signUpUrl }) => ({
    preview: "Its data is gone, and you won't be charged again.",
    heading: `${organization} was deleted`,
    paragraphs: [
      `An owner deleted ${organization} and all of its data. The subscription has ended, the card was removed, and you won't be charged again. Paid invoices stay with our payment provider, as the law requires.`,
      `If you didn't expect this, contact ${catalog.copy.company.email} right away.`,
    ],
    action: { label: "Start a new organization", url: signUpUrl },
    note: "We send this to every owner, so no deletion goes unnoticed.",
  }),
};
