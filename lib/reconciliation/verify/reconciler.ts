import "server-only";
import { type Actor, withPlatform } from "@/lib/context";
import { pace } from "../stripe/pace";
import { verifyCustomer } from "./verify-customer";

/** Repairs write Stripe's state, so Stripe is their actor, no matter who started the run. */
export const reconciler: { actor: Actor } = { actor: { kind: "system", id: "stripe" } };

/** A full read takes five requests, and more for what few customers have. */
const readsPerCustomer = 5;

/** Verifies one customer as part of a run, within the rate limit. */
export async function verify(customerId: string, reconciliationId: string): Promise<void> {
  await pace(readsPerCustomer);
  await withPlatform(reconciler, (ctx) => verifyCustomer(ctx, { customerId, reconciliationId }));
}
