import { catalog } from "@/lib/catalog";
import type { Message } from "./message";

export const reset: Message<"reset"> = {
  subject: () => `Reset your ${catalog.name} password`,
  letter: ({ url }) => ({
    preview: "This link expires in 1 hour.",
    heading: "Reset your password",
    paragraphs: [
      "We received a request to reset your password. The link below works once and expires in 1 hour. Using it signs you out on all devices.",
    ],
    action: { label: "Reset password", url },
    note: "If you didn't request this, you can ignore this email. Your password stays the same.",
  }),
};
