import { describe, expect, it } from "vitest";
import { periodStart, stripeInvoice } from "@/testing/billing/stripe-shapes";
import { type InvoiceMirror, invoiceMirror } from "../mirror/invoice-mirror";
import { paymentNotices } from "./payment-notices";

const now = new Date((periodStart + 3600) * 1000);
const paid = invoiceMirror(stripeInvoice());
const renewal = invoiceMirror(
  stripeInvoice({ status: "open", billing_reason: "subscription_cycle", attempt_count: 1 }),
);

type Known = Pick<InvoiceMirror, "status" | "attemptCount"> | undefined;
const notices = (known: Known, invoice: InvoiceMirror, at = now, pendingInvoiceUrl: string | null = null) =>
  paymentNotices(new Map(known ? [[invoice.stripeInvoiceId, known]] : []), [invoice], at, pendingInvoiceUrl).map(
    (item) => (item.kind === "failed" ? `failed ${item.attempt}` : item.kind),
  );

describe("payment notices", () => {
  it.each<[string, Known, InvoiceMirror, string[]]>([
    ["an invoice that is paid when first seen", undefined, paid, ["succeeded"]],
    ["one that was open before", { status: "open", attemptCount: 1 }, paid, ["succeeded"]],
    ["one known to be paid", { status: "paid", attemptCount: 1 }, paid, []],
    ["an invoice of zero", undefined, { ...paid, amountPaid: 0 }, []],
    ["a first failure", undefined, renewal, ["failed 1"]],
    ["the same failure again", { status: "open", attemptCount: 1 }, renewal, []],
    [
      "a third failure, without having seen the second",
      { status: "open", attemptCount: 1 },
      { ...renewal, attemptCount: 3 },
      ["failed 3"],
    ],
    ["a fourth failure", { status: "open", attemptCount: 3 }, { ...renewal, attemptCount: 4 }, []],
    ["an open invoice without an attempt yet", undefined, { ...renewal, attemptCount: 0 }, []],
    ["a card declined at checkout", undefined, { ...renewal, billingReason: "subscription_create" }, []],
    ["a draft", undefined, { ...renewal, status: "draft" }, []],
  ])("%s", (_what, known, invoice, expected) => {
    expect(notices(known, invoice)).toEqual(expected);
  });

  it("ignores the invoice of a pending change until it is paid", () => {
    const url = renewal.hostedInvoiceUrl;
    expect(url).toMatch(/^https/);
    expect(notices(undefined, renewal, now, url)).toEqual([]);
    expect(notices(undefined, { ...paid, hostedInvoiceUrl: url }, now, url)).toEqual(["succeeded"]);
  });

  it("ignores history when a customer is read for the first time", () => {
    const later = new Date(now.getTime() + 8 * 86_400_000);
    expect(notices(undefined, paid, later)).toEqual([]);
    expect(notices(undefined, renewal, later)).toEqual([]);
    expect(notices({ status: "open", attemptCount: 1 }, { ...renewal, attemptCount: 2 }, later)).toEqual(["failed 2"]);
  });
});
