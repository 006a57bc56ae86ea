import { catalog } from "@/lib/catalog";
import type { Message } from "./message";

export const passwordChanged: Message<"password-changed"> = {
  subject: () => `Your ${catalog.name} password was changed`,
  letter: ({ resetUrl }) => ({
    preview: "If this was you, you're all set.",
    heading: "Your password was changed",
    paragraphs: [
      "Your password was just changed, and your other sessions were signed out. If this was you, there's nothing else to do. If it wasn't, reset your password right away.",
    ],
    action: { label: "Reset password", url: resetUrl },
    note: "We send this every time your password changes.",
  }),
};
