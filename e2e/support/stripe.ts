import Stripe from "stripe";
import { stack } from "./stack";

/** A client of the stack's local Stripe. */
export function stripe() {
  const { hostname, port } = new URL(stack().urls.stripe ?? "");
  return new Stripe("sk_test_journeys", { host: hostname, port, protocol: "http" });
}
