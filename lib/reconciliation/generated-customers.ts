import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { subscriptions } from "@/db/schema";
import type { Context } from "@/lib/context";
import { env } from "@/lib/env";
import { generatedCustomerPrefix } from "./generated-prefix";

/** Generated history can't be written with a live key. With one, the mark is trusted in nothing. */
const isTrusted = (): boolean => !/^(sk|rk)_live_/.test(env.STRIPE_SECRET_KEY ?? "");

/** Whether Stripe can know the customer of a row; undefined, for all rows, with a live key. */
export const isComparable = (): SQL | undefined =>
  isTrusted() ? sql`not starts_with(${subscriptions.stripeCustomerId}, ${generatedCustomerPrefix})` : undefined;

export const isGenerated = (customerId: string): boolean =>
  isTrusted() && customerId.startsWith(generatedCustomerPrefix);

/** How many customers a run leaves out for that reason. */
export async function countGenerated({ tx }: Context): Promise<number> {
  if (!isTrusted()) return 0;
  return tx.$count(subscriptions, sql`starts_with(${subscriptions.stripeCustomerId}, ${generatedCustomerPrefix})`);
}
