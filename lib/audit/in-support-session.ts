import { requireInPerson } from "@/lib/auth/impersonation/impersonation";
import type { Actor } from "@/lib/context";
import { type AuditAction, isLayerAction } from "./actions";

/**
 * What a platform admin may do in a support session that isn't view only. Everything else the commercial layer does stays
 * with the customer: an invitation or a role would outlast the session and its trace. A product's own actions are allowed.
 */
const allowed: ReadonlySet<AuditAction> = new Set(["admin.impersonation_ended", "auth.refused"]);

/**
 * Each change writes its audit row in its own transaction, so an action refused here has no effect, no matter who calls the verb.
 *
 * @throws GatehouseError `forbidden` with `reason: "impersonation"`.
 */
export function refuseInSupportSession(ctx: { actor: Actor }, action: AuditAction): void {
  if (isLayerAction(action) && !allowed.has(action)) requireInPerson(ctx);
}
