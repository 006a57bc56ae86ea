import { catalog } from "@/lib/catalog";
import type { Message } from "./message";

export const organizationDeleted: Message<"organization-deleted"> = {
  subject: ({ organization }) => `${organization} was deleted from ${catalog.name}`,
  letter: ({ organization, signUpUrl }) => ({
    preview: "Its data is gone, and nothing is charged any more.",
    heading: `${organization} was deleted`,
    paragraphs: [
      `An owner has deleted ${organization} and everything in it. Its subscription has ended, its card was removed, and nothing is charged any more. Invoices that were paid stay with our payment provider, as the law asks for.`,
      `If this was not meant to happen, answer at once to ${catalog.copy.company.email}.`,
    ],
    action: { label: "Begin anew", url: signUpUrl },
    note: "We send this to every owner, so that a deletion does not go unseen.",
  }),
};
