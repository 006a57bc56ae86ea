import { catalog } from "@/lib/catalog";
import { formatUtcDate } from "@/lib/dates";
import { unreachable } from "@/lib/errors";
import type { TemplateProps } from "../templates";
import { billingNote } from "./billing-note";
import type { Letter, Message } from "./message";

export const paymentSucceeded: Message<"payment-succeeded"> = {
  subject: ({ amount }) => `Receipt for your ${catalog.name} payment of ${amount}`,
  letter: ({
    organization,
    amount,
    number,
    paidAt,
    card,
    lines = [],
    hasMoreLines,
    sums = [],
    invoiceUrl,
    pdfUrl,
  }) => ({
    preview: `We received your payment of ${amount}.`,
    heading: `Payment received: ${amount}`,
    paragraphs: [`Thanks! Your payment for ${organization} went through.`],
    facts: [
      ...(lines.length > 0 ? [] : ([["Amount", amount]] as const)),
      ...(number ? ([["Invoice", number]] as const) : []),
      ...(paidAt ? ([["Paid", formatUtcDate(new Date(paidAt))]] as const) : []),
      ...(card ? ([["Card", `${cardBrand(card.brand)} ending in ${card.last4}`]] as const) : []),
    ],
    ...(lines.length > 0
      ? {
          lines: {
            items: [
              ...lines.map(({ description, period, amount }) => ({ description, note: period, amount })),
              ...(hasMoreLines ? [{ description: "More lines are on the invoice.", note: "", amount: "" }] : []),
            ],
            sums: [...sums.map(({ label, amount }) => [label, amount] as const), ["Paid", amount] as const],
          },
        }
      : {}),
    action: { label: "View invoice", url: invoiceUrl },
    ...(pdfUrl ? { second: { label: "Download PDF", url: pdfUrl } } : {}),
    note: billingNote(organization),
  }),
};

/** Stripe writes brands as keys: "visa", "amex". */
const cardBrand = (key: string): string => brandNames[key] ?? key.charAt(0).toUpperCase() + key.slice(1);
const brandNames: Readonly<Record<string, string>> = {
  amex: "American Express",
  diners: "Diners Club",
  jcb: "JCB",
  unionpay: "UnionPay",
};

export const paymentRefunded: Message<"payment-refunded"> = {
  subject: ({ amount }) => `Your ${catalog.name} refund of ${amount}`,
  letter: ({ organization, amount, number, invoiceUrl }) => ({
    preview: `We refunded ${amount}.`,
    heading: `We refunded ${amount}`,
    paragraphs: [
      `We refunded ${amount}${number ? ` of invoice ${number}` : ""} to the payment method ${organization} paid with. It can take 5 to 10 days to appear on your statement.`,
    ],
    action: { label: number ? "View invoice" : "View billing", url: invoiceUrl },
    note: billingNote(organization),
  }),
};

type Failed = TemplateProps<"payment-failed">;

/** After the third failed payment the organization is read-only (`lib/entitlements/resolve/access.ts`). */
const lastAttempt = 3;
const readOnly = ({ attempt }: Failed) => attempt >= lastAttempt;

export const paymentFailed: Message<"payment-failed"> = {
  subject: (props) => {
    if (readOnly(props)) return `${catalog.name} is now read-only: your payment of ${props.amount} failed`;
    return props.issue === "confirmation_needed"
      ? `Confirm your ${catalog.name} payment of ${props.amount}`
      : `Your ${catalog.name} payment of ${props.amount} failed`;
  },
  letter: (props) => ({
    preview: "It takes a minute to fix.",
    heading:
      props.issue === "confirmation_needed"
        ? `Confirm your payment of ${props.amount}`
        : `Your payment of ${props.amount} failed`,
    paragraphs: [reason(props), consequence(props)],
    facts: [
      ["Amount", props.amount],
      ["Failed attempts", String(props.attempt)],
      ...(props.nextAttemptAt ? ([["Next attempt", formatUtcDate(new Date(props.nextAttemptAt))]] as const) : []),
    ],
    ...remedies(props),
    note: billingNote(props.organization),
  }),
};

function reason({ organization, amount, issue }: Failed): string {
  switch (issue) {
    case "declined":
      return `We couldn't collect ${amount} for ${organization} because the bank declined your card. Usually the card has expired or there are insufficient funds.`;
    case "card_must_change":
      return `We couldn't collect ${amount} for ${organization} because the bank permanently declined your card. Retrying won't help, so please add another card.`;
    case "confirmation_needed":
      return `Your bank needs you to confirm the payment of ${amount} for ${organization} (3D Secure) before it goes through.`;
    default:
      return unreachable(issue);
  }
}

function consequence(props: Failed): string {
  if (readOnly(props)) {
    return "Your organization is read-only until the payment goes through. Nothing was deleted, and full access returns as soon as you pay.";
  }
  return "Everything keeps working for now. After the third failed attempt, your organization becomes read-only.";
}

/** A permanently declined card is replaced first; anything else is paid first. */
function remedies({ issue, payUrl, cardUrl }: Failed): Pick<Letter, "action" | "second"> {
  const card = { label: "Update card", url: cardUrl };
  switch (issue) {
    case "declined":
      return { action: { label: "Pay now", url: payUrl }, second: card };
    case "card_must_change":
      return { action: card, second: { label: "Or pay this invoice another way", url: payUrl } };
    case "confirmation_needed":
      return { action: { label: "Confirm payment", url: payUrl }, second: card };
    default:
      return unreachable(issue);
  }
}

export const cardExpiring: Message<"card-expiring"> = {
  subject: ({ card, expires }) => `Your ${card} expires ${expires}`,
  letter: ({ organization, card, expires, daysLeft, cardUrl }) => ({
    preview: "Update it before your next payment.",
    heading: daysLeft <= 7 ? "Your card expires in a few days" : "Your card expires soon",
    paragraphs: [
      `The ${card} on file for ${organization} expires at the end of ${expires}. Update it before then to avoid a failed payment.`,
    ],
    action: { label: "Update card", url: cardUrl },
    note: `${billingNote(organization)} If your bank renewed the card under the same number, it may update automatically.`,
  }),
};
