import { catalog } from "@/lib/catalog";
import type { Message } from "./message";

export const verify: Message<"verify"> = {
  subject: () => `Verify your email for ${catalog.name}`,
  letter: ({ url }) => ({
    preview: "One click and you're all set.",
    heading: "Verify your email",
    paragraphs: [
      `Thanks for trying ${catalog.name}. Verify your email address to invite your team, create API keys and choose a plan.`,
    ],
    action: { label: "Verify email", url },
    note: "This link expires in 72 hours. If you didn't sign up, you can ignore this email.",
  }),
};
