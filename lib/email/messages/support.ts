import { catalog } from "@/lib/catalog";
import type { Message } from "./message";

/** Anyone can enter any address, so this email repeats nothing of what was entered. */
export const supportReceived: Message<"support-received"> = {
  subject: ({ reference }) => `We received your request (${reference})`,
  letter: ({ reference, supportUrl }) => ({
    preview: "We'll reply to this address.",
    heading: "We received your request",
    paragraphs: [
      `Thanks for writing to ${catalog.name}. A person on our support team reads every request and replies to this address, usually within one business day.`,
    ],
    facts: [["Reference", reference]],
    action: { label: "Visit support", url: supportUrl },
    note: "If you didn't write to us, someone entered your address by mistake. You can ignore this email.",
  }),
};

export const supportReply: Message<"support-reply"> = {
  subject: ({ reference }) => `Reply to your request (${reference})`,
  letter: ({ reference, paragraphs, supportUrl }) => ({
    preview: paragraphs[0]?.slice(0, 120) ?? "",
    heading: "Reply to your request",
    paragraphs,
    facts: [["Reference", reference]],
    action: { label: "Write back", url: supportUrl },
    note: `You're receiving this because you wrote to ${catalog.name} support.`,
  }),
};

export const supportWaiting: Message<"support-waiting"> = {
  subject: ({ topic }) => `New support request: ${topic}`,
  letter: ({ topic, url }) => ({
    preview: "Someone is waiting for an answer.",
    heading: "New support request",
    paragraphs: [`Someone wrote to ${catalog.name} support about: ${topic}.`],
    action: { label: "View request", url },
    note: "Sent at most once every 10 minutes. You're receiving this because you're a platform admin.",
  }),
};
