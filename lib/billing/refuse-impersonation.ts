import type { Actor } from "@/lib/context";
import { forbidden } from "@/lib/errors";

/** Money is the customer's own business: whoever acts on their behalf may look at it and no more. */
export function refuseImpersonation({ actor }: { actor: Actor }): void {
  if (actor.kind === "user" && actor.impersonatorId) {
    throw forbidden("Billing cannot be changed while acting on a customer's behalf.", { reason: "impersonation" });
  }
}
