import { requireInPerson } from "@/lib/auth/impersonation/impersonation";
import type { Actor } from "@/lib/context";

/** An admin who acts as a member can view billing, never change it. @throws GatehouseError `forbidden`. */
export const refuseImpersonation = (ctx: { actor: Actor }): void =>
  requireInPerson(ctx, "Billing can't be changed during a support session.");
