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

/** To the person who sent it, when the organization has fewer seats than before. */
export const invitationWithdrawn: Message<"invitation-withdrawn"> = {
  subject: ({ invited }) => `Your invitation for ${invited} was withdrawn`,
  letter: ({ organization, invited, teamUrl }) => ({
    preview: `${organization} has no free seat for it.`,
    heading: "An invitation was withdrawn",
    paragraphs: [
      `${organization} now has fewer seats, and none is free for ${invited}. The link in that invitation no longer works.`,
      "Add a seat or remove a member, then invite them again. No member lost access.",
    ],
    action: { label: "Go to team", url: teamUrl },
    note: `You get this email because you sent the invitation for ${organization}.`,
  }),
};
