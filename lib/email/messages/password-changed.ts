import { catalog } from "@/lib/catalog";
import type { Message } from "./message";

export const passwordChanged: Message<"password-changed"> = {
  subject: () => `Your ${catalog.name} password was changed`,
  letter: ({ resetUrl }) => ({
    preview: "Was it you? Then all is well.",
    heading: "Your password was changed",
    paragraphs: [
      "The password of your account was changed just now, and your other sessions were signed out. If it was you, there is nothing to do. If not, set a new password at once.",
    ],
    action: { label: "It was not me", url: resetUrl },
    note: "We send this whenever a password changes, so that a change by somebody else does not go unseen.",
  }),
};
