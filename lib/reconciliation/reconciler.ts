import "server-only";
import { type Actor, withPlatform } from "@/lib/context";
import { pace } from "./pace";
import { verifyCustomer } from "./verify-customer";

/** What is repaired is Stripe's word, whoever asked for the comparison. */
export const reconciler: { actor: Actor } = { actor: { kind: "system", id: "stripe" } };

/** A full reading takes Stripe three requests, and a fourth where there are coupons. */
const readsOfOne = 3;

/** Verifies one customer within a run, at its pace. */
export async function verify(customerId: string, reconciliationId: string): Promise<void> {
  await pace(readsOfOne);
  await withPlatform(reconciler, (ctx) => verifyCustomer(ctx, { customerId, reconciliationId }));
}
