import { catalog } from "@/lib/catalog";
import type { Message } from "./message";

/** To platform admins, on the first of a month. */
export const monthReport: Message<"month-report"> = {
  subject: ({ month, mrr, change }) => `${month}: ${mrr} MRR (${change}) · ${catalog.name} platform`,
  letter: ({ month, mrr, change, growth, facts, url }) => ({
    preview: `${mrr} MRR, ${change} in ${month}.`,
    heading: `Revenue in ${month}`,
    paragraphs: [
      `Monthly recurring revenue ended ${month} at ${mrr}, a change of ${change}${growth === null ? "" : ` (${growth})`} from the month before.`,
    ],
    facts: facts.map(({ label, value }) => [label, value] as const),
    action: { label: "View report", url },
    note: "You're receiving this because you're a platform admin. Sent on the first of each month.",
  }),
};
