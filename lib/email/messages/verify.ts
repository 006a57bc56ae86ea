import { catalog } from "@/lib/catalog";
import type { Message } from "./message";

export const verify: Message<"verify"> = {
  subject: () => `Verify your e-mail address for ${catalog.name}`,
  letter: ({ url }) => ({
    preview: "One click, and your account is complete.",
    heading: "Verify your e-mail address",
    paragraphs: [
      `You have started a trial of ${catalog.name}. Verify that this address is yours, and you can invite your team, make API keys and choose a plan.`,
    ],
    action: { label: "Verify e-mail address", url },
    note: "The link works for 72 hours. If you did not sign up, ignore this e-mail: without the link nothing more happens.",
  }),
};
