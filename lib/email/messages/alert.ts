import { catalog } from "@/lib/catalog";
import type { Message } from "./message";

/** To the platform's owner, whose words come with it. */
export const alert: Message<"alert"> = {
  subject: ({ title }) => `${title} · ${catalog.name} platform`,
  letter: ({ title, text, url }) => ({
    preview: text,
    heading: title,
    paragraphs: [text],
    action: { label: "Look at it", url },
    note: "You receive this because you run the platform. Each occurrence is told once.",
  }),
};
