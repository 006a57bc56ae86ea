import { catalog } from "@/lib/catalog";
import { formatUtcDate } from "@/lib/dates";
import { unreachable } from "@/lib/errors";
import type { TemplateProps } from "../templates";
import { billingNote } from "./billing-note";
import type { Message } from "./message";

type Due = TemplateProps<"invoice-due">;

/** To customers who pay by invoice. They have no card to replace, so nothing here speaks of one. */
export const invoiceDue: Message<"invoice-due"> = {
  subject: (props) =>
    props.stage === "read_only" ? `${catalog.name} is now read-only: ${lowerFirst(statusOf(props))}` : statusOf(props),
  letter: (props) => ({
    preview: props.total ? `${props.total} is due in total.` : "Paying online takes a minute.",
    heading: headingOf(props),
    paragraphs: [`${statusOf(props)}.`, ...consequence(props)],
    facts: [...props.invoices.map(factOf), ...(props.total ? ([["Total", props.total]] as const) : [])],
    action: { label: "Pay invoice", url: props.payUrl },
    second: { label: "View all invoices", url: props.billingUrl },
    note: `${billingNote(props.organization)} If you've already paid, thank you. Bank transfers can take a few days to arrive.`,
  }),
};

function statusOf({ invoices: [invoice], stage }: Due): string {
  if (!invoice) throw new Error("An email about due invoices needs at least one.");
  const which = `${invoice.number ? `Invoice ${invoice.number}` : "Your invoice"} for ${invoice.amount}`;
  const date = dateOf(invoice.dueAt);
  return stage === "due_soon" ? `${which} is due on ${date}` : `${which} has been overdue since ${date}`;
}

function headingOf({ stage }: Due): string {
  switch (stage) {
    case "due_soon":
      return "Your invoice is due soon";
    case "overdue":
    case "last":
      return "Your invoice is overdue";
    case "read_only":
      return "Your organization is read-only";
    default:
      return unreachable(stage);
  }
}

function consequence({ stage, readOnlyAt }: Due): string[] {
  if (stage === "read_only") {
    return [
      "Nothing was deleted. You can still view and export everything, and full access returns as soon as you pay.",
    ];
  }
  return stage === "due_soon" || readOnlyAt === null
    ? []
    : [`Everything keeps working until ${dateOf(readOnlyAt)}. Then your organization becomes read-only until you pay.`];
}

const factOf = ({ number, amount, dueAt, overdue }: Due["invoices"][number]): readonly [string, string] => [
  number ? `Invoice ${number}` : "Invoice",
  `${amount}, ${overdue ? "due since" : "due"} ${dateOf(dueAt)}`,
];

const dateOf = (iso: string) => formatUtcDate(new Date(iso));
const lowerFirst = (sentence: string) => sentence.charAt(0).toLowerCase() + sentence.slice(1);
