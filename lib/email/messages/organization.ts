import { catalog } from "@/lib/catalog";
import { formatUtcDate } from "@/lib/dates";
import { billingNote } from "./billing-note";
import type { Message } from "./message";

export const suspended: Message<"suspended"> = {
  subject: ({ organization }) => `${organization} has been suspended on ${catalog.name}`,
  letter: ({ organization, billingUrl }) => ({
    preview: "Nothing was deleted.",
    heading: `${organization} has been suspended`,
    paragraphs: [
      `We suspended ${organization}. Members can't access it for now. Nothing was deleted, and you can still open the billing page.`,
      `To have it reactivated, or to ask why, email ${catalog.copy.company.email}.`,
    ],
    action: { label: "Open billing", url: billingUrl },
    note: billingNote(organization),
  }),
};

export const reactivated: Message<"reactivated"> = {
  subject: ({ organization }) => `${organization} is active again on ${catalog.name}`,
  letter: ({ organization, dashboardUrl }) => ({
    preview: "Everything is as you left it.",
    heading: `${organization} is active again`,
    paragraphs: [`We reactivated ${organization}. Everything is as you left it.`],
    action: { label: "Go to dashboard", url: dashboardUrl },
    note: billingNote(organization),
  }),
};

export const organizationDeleted: Message<"organization-deleted"> = {
  subject: ({ organization }) => `${organization} was deleted from ${catalog.name}`,
  letter: ({ organization, signUpUrl, byOwner = true }) => ({
    preview: "Its data was erased, and you won't be charged again.",
    heading: `${organization} was deleted`,
    paragraphs: [
      `${byOwner ? `An owner deleted ${organization}` : `As announced, we deleted ${organization}`} and all of its data. The subscription has ended, the card was removed, and you won't be charged again. Paid invoices stay with our payment provider, as the law requires.`,
      `If you didn't expect this, contact ${catalog.copy.company.email} right away.`,
    ],
    action: { label: "Start a new organization", url: signUpUrl },
    note: "We send this to every owner, so no deletion goes unnoticed.",
  }),
};

export const deletionScheduled: Message<"deletion-scheduled"> = {
  subject: ({ organization, at }) => `${organization} will be deleted on ${formatUtcDate(new Date(at))}`,
  letter: ({ organization, at, exportUrl }) => ({
    preview: "Until then everything works as before.",
    heading: `${organization} will be deleted on ${formatUtcDate(new Date(at))}`,
    paragraphs: [
      `On ${formatUtcDate(new Date(at))} we will delete ${organization} and all of its data. Any subscription ends then, and you won't be charged again. Paid invoices stay with our payment provider, as the law requires.`,
      `Until then everything works as before, and you can export your data in Settings. If you didn't ask for this, contact ${catalog.copy.company.email} right away.`,
    ],
    action: { label: "Export your data", url: exportUrl },
    note: billingNote(organization),
  }),
};

export const deletionCalledOff: Message<"deletion-called-off"> = {
  subject: ({ organization }) => `${organization} won't be deleted`,
  letter: ({ organization, dashboardUrl }) => ({
    preview: "Everything stays as it is.",
    heading: `${organization} won't be deleted`,
    paragraphs: [`We canceled the deletion of ${organization}. Everything stays as it is.`],
    action: { label: "Go to dashboard", url: dashboardUrl },
    note: billingNote(organization),
  }),
};
