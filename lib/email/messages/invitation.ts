import { catalog } from "@/lib/catalog";
import type { Message } from "./message";

export const invitation: Message<"invitation"> = {
  subject: ({ organization, invitedBy }) => `${invitedBy} invited you to ${organization} on ${catalog.name}`,
  letter: ({ url, organization, invitedBy, role }) => ({
    preview: `Join ${organization} on ${catalog.name}.`,
    heading: `Join ${organization}`,
    paragraphs: [`${invitedBy} invited you to join ${organization} on ${catalog.name}. Your role: ${role}.`],
    action: { label: "Accept invitation", url },
    note: "This invitation is for your email address only and expires in 7 days. If you don't know the sender, you can ignore it.",
  }),
};
