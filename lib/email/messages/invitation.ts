import { catalog } from "@/lib/catalog";
import type { Message } from "./message";

export const invitation: Message<"invitation"> = {
  subject: ({ organization, invitedBy }) => `${invitedBy} invited you to ${organization} on ${catalog.name}`,
  letter: ({ url, organization, invitedBy, role }) => ({
    preview: `Join ${organization} on ${catalog.name}.`,
    heading: `Join ${organization}`,
    paragraphs: [
      `${invitedBy} has invited you to work with ${organization} on ${catalog.name}, with the role ${role}.`,
    ],
    action: { label: "Accept the invitation", url },
    note: "The invitation is for this address only and works for seven days. If you do not know the sender, ignore it.",
  }),
};
