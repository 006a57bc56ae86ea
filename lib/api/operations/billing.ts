import { z } from "zod";
import { billingRoles } from "@/lib/billing/access/roles";
import { checkoutSchema, invoicesQuerySchema, previewSchema, redeemCodeSchema } from "@/lib/billing/change/input";
import { currency, instant, maybe, minorUnits, named } from "../fields";
import { defineOperations } from "../operation";

const common = { tag: "Billing", caller: "member", roles: billingRoles, access: "any" } as const;
const change = { ...common, verified: true, stripe: "change", idempotent: true } as const;
const planErrors = ["conflict", "unknown_name"] as const;
const page = z.strictObject({ url: z.string().meta({ description: "Where to send the browser." }) });

const charge = {
  amount: minorUnits.meta({ description: "Charged to the payment method." }),
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
      z.strictObject({ ...charge, credit: minorUnits.meta({ description: "Credited toward future invoices." }) }),
    ),
    next: maybe(
      z.strictObject({
        ...charge,
        at: instant,
        plusUse: z.boolean().meta({ description: "Whether overage until then is added." }),
      }),
    ).meta({ description: "The next regular invoice." }),
    lost: z.strictObject({
      features: z.array(named),
      levels: z.array(
        z.strictObject({ meter: z.string(), name: z.string(), used: z.int(), limit: z.int(), over: z.int() }),
      ),
      invitations: z
        .array(z.string())
        .meta({ description: "Addresses whose pending invitations are withdrawn for lack of a seat." }),
    }),
    quote: z.string().meta({ description: "Send it with the change to confirm this price." }),
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
    amountRemaining: minorUnits.meta({ description: "The amount still due." }),
    amountRefunded: minorUnits,
    amountCredited: minorUnits.meta({ description: "Credited by credit notes." }),
    currency,
    dueAt: maybe(instant).meta({ description: "Set for invoices that are sent." }),
    disputed: z.boolean().meta({ description: "Whether a payment for it is or was disputed." }),
    hostedUrl: maybe(z.string()),
    pdfUrl: maybe(z.string()),
  })
  .meta({ id: "Invoice" });

export const billingOperations = defineOperations({
  startCheckout: {
    ...common,
    verified: true,
    stripe: "read",
    method: "post",
    path: "/api/v1/billing/checkout",
    summary: "Start checkout",
    description:
      "Takes a plan and an interval; the server finds the price and the customer. An open checkout session is reused.",
    body: checkoutSchema,
    idempotent: true,
    answer: page,
    errors: planErrors,
    example: { plan: "professional", interval: "year" },
  },
  openPortal: {
    ...common,
    stripe: "read",
    method: "post",
    path: "/api/v1/billing/portal",
    summary: "Open customer portal",
    idempotent: true,
    answer: page,
    errors: ["conflict"],
  },
  previewChange: {
    ...common,
    stripe: "read",
    method: "post",
    path: "/api/v1/billing/preview",
    summary: "Preview change",
    description: "What a change would cost now and on the next invoice, and what would no longer be included.",
    body: previewSchema,
    idempotent: true,
    answer: preview,
    errors: planErrors,
    example: { plan: "enterprise", interval: "month" },
  },
  redeemCode: {
    ...change,
    attempts: "promotion_code",
    method: "post",
    path: "/api/v1/billing/promotion-code",
    summary: "Redeem promotion code",
    body: redeemCodeSchema,
    answer: z.strictObject({ outcome: z.literal("redeemed"), code: z.string() }),
    errors: planErrors,
    example: { code: "SPRING" },
  },
  acceptOffer: {
    ...change,
    method: "post",
    path: "/api/v1/billing/offer",
    summary: "Accept retention offer",
    answer: z.strictObject({ outcome: z.literal("stayed") }),
    errors: ["conflict"],
  },
  listInvoices: {
    ...common,
    method: "get",
    path: "/api/v1/billing/invoices",
    summary: "List invoices",
    description: "Newest first.",
    query: invoicesQuerySchema,
    answer: z.strictObject({ data: z.array(invoice), nextCursor: maybe(z.string()) }),
    errors: [],
  },
});
