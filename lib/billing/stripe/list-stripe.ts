import "server-only";
import Stripe from "stripe";
import { type InvoiceMirror, invoiceMirror } from "../mirror/invoice-mirror";
import { webhookEventTypes } from "../publish/sync-webhook";
import type { ListedCustomer } from "./expected";
import { stripeBudget } from "./stripe";

/** The most Stripe gives at once. */
const size = 100;
/** A page of a hundred customers with their subscriptions may take Stripe some seconds. */
const patienceMs = 20_000;

export type Listed<T> = { data: T[]; next: string | null };

async function page<T extends { id: string }>(
  list: (paging: { limit: number; starting_after?: string }) => Promise<{ data: T[]; has_more: boolean }>,
  after: string | null,
): Promise<Listed<T>> {
  const { data, has_more } = await list({ limit: size, ...(after === null ? {} : { starting_after: after }) });
  return { data, next: has_more ? (data.at(-1)?.id ?? null) : null };
}

/** Stripe's customers, newest first, with their live subscriptions. Those on test clocks are left out by Stripe. */
export async function listCustomers(after: string | null): Promise<Listed<ListedCustomer>> {
  const budget = stripeBudget(patienceMs);
  const { data, next } = await page(
    (paging) =>
      budget.call((stripe) =>
        stripe.customers.list({ ...paging, expand: ["data.subscriptions", "data.subscriptions.data.discounts"] }),
      ),
    after,
  );
  return { data: data.map((customer) => ({ customer, subscriptions: customer.subscriptions?.data ?? [] })), next };
}

export type ListedInvoice = InvoiceMirror & { customerId: string };

/** Stripe's invoices made since then, newest first. One without a customer is left out. */
export async function listInvoices(since: Date, after: string | null): Promise<Listed<ListedInvoice>> {
  const budget = stripeBudget(patienceMs);
  const created = { gte: Math.floor(since.getTime() / 1000) };
  const { data, next } = await page(
    (paging) => budget.call((stripe) => stripe.invoices.list({ ...paging, created })),
    after,
  );
  return {
    data: data.flatMap((invoice) => {
      const customer = typeof invoice.customer === "string" ? invoice.customer : invoice.customer?.id;
      return customer ? [{ ...invoiceMirror(invoice), customerId: customer }] : [];
    }),
    next,
  };
}

/** Events since then that could not be delivered to some endpoint of the account, newest first. Stripe keeps 30 days. */
export async function listUndelivered(since: Date, after: string | null): Promise<Listed<Stripe.Event>> {
  const budget = stripeBudget(patienceMs);
  const created = { gte: Math.floor(since.getTime() / 1000) };
  return page(
    (paging) => budget.call((stripe) => stripe.events.list({ ...paging, created, delivery_success: false })),
    after,
  );
}

/** Whether an event is one our endpoint asks for. */
export const isLoggedEvent = ({ type }: Stripe.Event): boolean => loggedEventTypes.has(type);
const loggedEventTypes: ReadonlySet<string> = new Set(webhookEventTypes);

/** Whether Stripe has, or once had, this customer. */
export async function isKnownToStripe(customerId: string): Promise<boolean> {
  try {
    await stripeBudget(patienceMs).call((stripe) => stripe.customers.retrieve(customerId));
    return true;
  } catch (error) {
    if (isUnknownToStripe(error)) return false;
    throw error;
  }
}

/** Whether Stripe refused because there is no such object. */
export const isUnknownToStripe = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeInvalidRequestError && error.code === "resource_missing";
