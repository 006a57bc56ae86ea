import { catalog } from "@/lib/catalog";
import type { Message } from "./message";
import { forBilling } from "./notes";

export const suspended: Message<"suspended"> = {
  subject: ({ organization }) => `${organization} is suspended on ${catalog.name}`,
  letter: ({ organization, billingUrl }) => ({
    preview: "Nothing was deleted.",
    heading: `${organization} is suspended`,
    paragraphs: [
      `We have suspended ${organization}. Nobody can open it for now, but nothing was deleted, and billing stays open to you.`,
      `To have it reactivated, or if you do not know why, answer to ${catalog.copy.company.email}.`,
    ],
    action: { label: "Open billing", url: billingUrl },
    note: forBilling(organization),
  }),
};

export const reactivated: Message<"reactivated"> = {
  subject: ({ organization }) => `${organization} is open again on ${catalog.name}`,
  letter: ({ organization, dashboardUrl }) => ({
    preview: "Everything is as you left it.",
    heading: `${organization} is open again`,
    paragraphs: ["The suspension is lifted. Everything is as you left it."],
    action: { label: "Open your dashboard", url: dashboardUrl },
    note: forBilling(organization),
  }),
};
