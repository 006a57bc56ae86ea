import { catalog } from "@/lib/catalog";
import type { Message } from "./message";

/** To platform admins. Title and text come with the alert. */
export const alert: Message<"alert"> = {
  subject: ({ title }) => `${title} · ${catalog.name} platform`,
  letter: ({ title, text, url }) => ({
    preview: text,
    heading: title,
    paragraphs: [text],
    action: { label: "View details", url },
    note: "You're receiving this because you're a platform admin. Sent once per event.",
  }),
};
