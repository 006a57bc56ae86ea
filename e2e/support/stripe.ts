import Stripe from "stripe";
import { stack } from "./stack";

/** The stack's Stripe, asked as any program asks it. */
export function stripe() {
  const { hostname, port } = new URL(stack().urls.stripe ?? "");
  return new Stripe("sk_test_journeys", { host: hostname, port, protocol: "http" });
}
