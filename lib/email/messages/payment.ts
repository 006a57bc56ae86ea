import { catalog } from "@/lib/catalog";
import { unreachable } from "@/lib/errors";
import type { TemplateProps } from "../templates";
import { formatDay } from "./format-day";
import type { Letter, Message } from "./message";
import { forBilling } from "./notes";

export const paymentSucceeded: Message<"payment-succeeded"> = {
  subject: ({ amount }) => `Your ${catalog.name} payment of ${amount}`,
  letter: ({ organization, amount, number, invoiceUrl, pdfUrl }) => ({
    preview: `We received ${amount}. Thank you.`,
    heading: `We received ${amount}`,
    paragraphs: [`Thank you. The payment for ${organization} went through.`],
    facts: [["Amount", amount], ...(number ? ([["Invoice", number]] as const) : [])],
    action: { label: "View the invoice", url: invoiceUrl },
    ...(pdfUrl ? { second: { label: "Download it as a PDF", url: pdfUrl } } : {}),
    note: forBilling(organization),
  }),
};

type Failed = TemplateProps<"payment-failed">;

/** After the third failure the organization can only be read (`lib/entitlements/access.ts`). */
const lastAttempt = 3;
const readOnly = ({ attempt }: Failed) => attempt >= lastAttempt;

export const paymentFailed: Message<"payment-failed"> = {
  subject: (props) => {
    if (readOnly(props)) return `${catalog.name} is read-only: your payment of ${props.amount} failed again`;
    return props.issue === "confirmation_needed"
      ? `Confirm your ${catalog.name} payment of ${props.amount}`
      : `Your ${catalog.name} payment of ${props.amount} failed`;
  },
  letter: (props) => ({
    preview: "It takes a minute to mend.",
    heading:
      props.issue === "confirmation_needed"
        ? `Your bank wants you to confirm ${props.amount}`
        : `A payment of ${props.amount} failed`,
    paragraphs: [reason(props), consequence(props)],
    facts: [
      ["Amount", props.amount],
      ["Failed attempts", String(props.attempt)],
      ...(props.nextAttemptAt ? ([["Next attempt", formatDay(props.nextAttemptAt)]] as const) : []),
    ],
    ...remedies(props),
    note: forBilling(props.organization),
  }),
};

function reason({ organization, amount, issue }: Failed): string {
  switch (issue) {
    case "declined":
      return `We could not collect ${amount} for ${organization}: the bank declined the card. Most often it has expired, or there is too little on the account.`;
    case "card_must_change":
      return `We could not collect ${amount} for ${organization}: the bank refuses this card for good. Trying it again cannot succeed, so please give us another one.`;
    case "confirmation_needed":
      return `The bank of ${organization}'s card asks for a confirmation (3-D Secure) before it pays ${amount}. Nobody but you can give it.`;
    default:
      return unreachable(issue);
  }
}

function consequence(props: Failed): string {
  if (readOnly(props)) {
    return "Your organization can be read but not changed until the payment arrives. Nothing was deleted, and everything is back the moment it is paid.";
  }
  return "Everything keeps working for now. After the third failure your organization becomes read-only.";
}

/** A card refused for good is changed first; anything else is paid first. */
function remedies({ issue, payUrl, cardUrl }: Failed): Pick<Letter, "action" | "second"> {
  const card = { label: "Update the card", url: cardUrl };
  switch (issue) {
    case "declined":
      return { action: { label: "Pay now", url: payUrl }, second: card };
    case "card_must_change":
      return { action: card, second: { label: "Or pay this invoice another way", url: payUrl } };
    case "confirmation_needed":
      return { action: { label: "Confirm the payment", url: payUrl }, second: card };
    default:
      return unreachable(issue);
  }
}

export const cardExpiring: Message<"card-expiring"> = {
  subject: ({ card, expires }) => `${card} expires ${expires}`,
  letter: ({ organization, card, expires, daysLeft, cardUrl }) => ({
    preview: "Replace it before the next payment.",
    heading: daysLeft <= 7 ? "Your card expires within days" : "Your card expires soon",
    paragraphs: [
      `${card}, which pays for ${organization}, expires at the end of ${expires}. Replace it before then and no payment fails.`,
    ],
    action: { label: "Update the card", url: cardUrl },
    note: `${forBilling(organization)} If your bank has renewed the card under the same number, it may update itself.`,
  }),
};
