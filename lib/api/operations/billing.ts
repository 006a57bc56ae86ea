import { z } from "zod";
import { checkoutSchema, invoicesQuerySchema, previewSchema, redeemCodeSchema } from "@/lib/billing/change/input";
import type { Operation } from "../operation";
import { currency, instant, maybe, minorUnits, named } from "../words";

const common = { tag: "Billing", callers: ["session"] } as const;
const purchase = ["conflict", "unknown_name"] as const;
const page = z.strictObject({ url: z.string().meta({ description: "Where the browser goes on." }) });

const charge = {
  amount: minorUnits.meta({ description: "What the card is charged." }),
  discount: minorUnits,
  tax: minorUnits,
  lines: z.array(
    z.strictObject({
      description: z.string(),
      amount: minorUnits,
      quantity: maybe(z.int()),
      from: instant,
      to: instant,
    }),
  ),
};

const preview = z
  .strictObject({
    kind: z.string(),
    effect: z.enum(["none", "now", "period_end", "both"]),
    at: maybe(instant),
    currency,
    today: maybe(
      z.strictObject({ ...charge, credit: minorUnits.meta({ description: "Kept for the invoices to come." }) }),
    ),
    next: maybe(
      z.strictObject({
        ...charge,
        at: instant,
        plusUse: z.boolean().meta({ description: "Whether what is used beyond the plan by then is added." }),
      }),
    ).meta({ description: "The regular invoice after it." }),
    lost: z.strictObject({
      features: z.array(named),
      levels: z.array(
        z.strictObject({ meter: z.string(), name: z.string(), used: z.int(), limit: z.int(), over: z.int() }),
      ),
    }),
    quote: z.string().meta({ description: "Sent along when it is confirmed, so that it costs what is said here." }),
  })
  .meta({ id: "ChangePreview" });

const invoice = z
  .strictObject({
    id: z.string(),
    number: maybe(z.string()),
    date: instant,
    status: z.enum(["open", "paid", "uncollectible", "void"]),
    total: minorUnits,
    amountDue: minorUnits,
    amountPaid: minorUnits,
    currency,
    hostedUrl: maybe(z.string()),
    pdfUrl: maybe(z.string()),
  })
  .meta({ id: "Invoice" });

export const billingOperations: readonly Operation[] = [
  {
    ...common,
    id: "startCheckout",
    method: "post",
    path: "/api/v1/billing/checkout",
    summary: "Open a checkout",
    description: "Names a plan and an interval; price and customer are ours to know. An open one is used again.",
    body: checkoutSchema,
    once: true,
    answer: page,
    refusals: purchase,
    example: { plan: "professional", interval: "year" },
  },
  {
    ...common,
    id: "openPortal",
    method: "post",
    path: "/api/v1/billing/portal",
    summary: "Open the customer portal",
    once: true,
    answer: page,
    refusals: ["conflict"],
  },
  {
    ...common,
    id: "previewChange",
    method: "post",
    path: "/api/v1/billing/preview",
    summary: "What a change would cost and take away",
    body: previewSchema,
    once: true,
    answer: preview,
    refusals: purchase,
    example: { plan: "enterprise", interval: "month" },
  },
  {
    ...common,
    id: "redeemCode",
    method: "post",
    path: "/api/v1/billing/promotion-code",
    summary: "Put a promotion code on the subscription",
    body: redeemCodeSchema,
    once: true,
    answer: z.strictObject({ outcome: z.literal("redeemed"), code: z.string() }),
    refusals: purchase,
    example: { code: "SPRING" },
  },
  {
    ...common,
    id: "acceptOffer",
    method: "post",
    path: "/api/v1/billing/offer",
    summary: "Take the offer to stay",
    once: true,
    answer: z.strictObject({ outcome: z.literal("stayed") }),
    refusals: ["conflict"],
  },
  {
    ...common,
    id: "listInvoices",
    method: "get",
    path: "/api/v1/billing/invoices",
    summary: "Invoices, newest first",
    query: invoicesQuerySchema,
    answer: z.strictObject({ data: z.array(invoice), nextCursor: maybe(z.string()) }),
    refusals: [],
  },
];
