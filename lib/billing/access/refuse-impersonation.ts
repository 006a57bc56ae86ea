import { requireInPerson } from "@/lib/auth/impersonation/impersonation";
import type { Actor } from "@/lib/context";

/** Money is the customer's own business: whoever acts on their behalf may look at it and no more. */
export const refuseImpersonation = (ctx: { actor: Actor }): void =>
  requireInPerson(ctx, "Billing cannot be changed while acting on a customer's behalf.");
