import "server-only";
import Stripe from "stripe";
import { type InvoiceMirror, invoiceMirror, stripeBudget, webhookEventTypes } from "@/lib/billing";
import type { ListedCustomer } from "../compare/expected";

/** Stripe's maximum. */
const pageSize = 100;
/** A page of 100 customers with their subscriptions can take Stripe several seconds. */
const listDeadlineMs = 20_000;

export type Listed<T> = { data: T[]; next: string | null };

async function page<T extends { id: string }>(
  list: (paging: { limit: number; starting_after?: string }) => Promise<{ data: T[]; has_more: boolean }>,
  after: string | null,
): Promise<Listed<T>> {
  const { data, has_more } = await list({ limit: pageSize, ...(after === null ? {} : { starting_after: after }) });
  return { data, next: has_more ? (data.at(-1)?.id ?? null) : null };
}

/** Stripe's customers, newest first, with their live subscriptions. Stripe leaves out customers on test clocks. */
export async function listCustomers(after: string | null): Promise<Listed<ListedCustomer>> {
  const budget = stripeBudget(listDeadlineMs);
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

/** Stripe's invoices created since then, newest first. Those without a customer are left out. */
export async function listInvoices(since: Date, after: string | null): Promise<Listed<ListedInvoice>> {
  const budget = stripeBudget(listDeadlineMs);
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

export type ListedDispute = { id: string; customerId: string; status: string; amount: number; createdAt: Date };

/** Stripe's disputes created since then, newest first. Those of charges without a customer are left out. */
export async function listDisputes(since: Date, after: string | null): Promise<Listed<ListedDispute>> {
  const budget = stripeBudget(listDeadlineMs);
  const created = { gte: Math.floor(since.getTime() / 1000) };
  const { data, next } = await page(
    (paging) => budget.call((stripe) => stripe.disputes.list({ ...paging, created, expand: ["data.charge"] })),
    after,
  );
  return {
    data: data.flatMap(({ id, charge, status, amount, created: at }) => {
      const owner = typeof charge === "string" ? null : charge.customer;
      const customerId = typeof owner === "string" ? owner : owner?.id;
      return customerId ? [{ id, customerId, status, amount, createdAt: new Date(at * 1000) }] : [];
    }),
    next,
  };
}

/** Events since then that Stripe couldn't deliver to every endpoint of the account, newest first. It keeps 30 days. */
export async function listUndelivered(since: Date, after: string | null): Promise<Listed<Stripe.Event>> {
  const budget = stripeBudget(listDeadlineMs);
  const created = { gte: Math.floor(since.getTime() / 1000) };
  return page(
    (paging) => budget.call((stripe) => stripe.events.list({ ...paging, created, delivery_success: false })),
    after,
  );
}

/** Whether our endpoint subscribes to the event. */
export const isSubscribedEvent = ({ type }: Stripe.Event): boolean => subscribedTypes.has(type);
const subscribedTypes: ReadonlySet<string> = new Set(webhookEventTypes);

/** Whether Stripe has, or once had, this customer. */
export async function isKnownToStripe(customerId: string): Promise<boolean> {
  try {
    await stripeBudget(listDeadlineMs).call((stripe) => stripe.customers.retrieve(customerId));
    return true;
  } catch (error) {
    if (isUnknownToStripe(error)) return false;
    throw error;
  }
}

/** Whether Stripe rejected a request because the object doesn't exist. */
export const isUnknownToStripe = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeInvalidRequestError && error.code === "resource_missing";
