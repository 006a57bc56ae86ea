import { catalog } from "@/lib/catalog";
import type { Message } from "./message";

export const reset: Message<"reset"> = {
  subject: () => `Set a new password for ${catalog.name}`,
  letter: ({ url }) => ({
    preview: "The link works for one hour.",
    heading: "Set a new password",
    paragraphs: [
      "Somebody, we hope you, asked for a new password. The link works once, for one hour. When you use it, you are signed out everywhere.",
    ],
    action: { label: "Set a new password", url },
    note: "If you did not ask for this, ignore this e-mail: your password stays as it is.",
  }),
};
