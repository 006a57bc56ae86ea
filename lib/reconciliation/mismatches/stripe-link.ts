import "server-only";
import { env } from "@/lib/env";

/** Where the Stripe dashboard shows what an id names. */
const pages: Readonly<Record<string, string>> = {
  sub: "subscriptions",
  in: "invoices",
  dp: "disputes",
  du: "disputes",
  cus: "customers",
};

/** The page of the Stripe dashboard on an object; null for the local Stripe, which has no dashboard. */
export function stripeLink(id: string): string | null {
  const page = pages[id.split("_")[0] ?? ""];
  const key = env.STRIPE_SECRET_KEY;
  if (page === undefined || key === undefined) return null;
  return `https://dashboard.stripe.com/${key.includes("_test_") ? "test/" : ""}${page}/${id}`;
}
