import type { Actor } from "@/lib/context";
import { forbidden, GatehouseError } from "@/lib/errors";

/** What a support session depends on, as stored now. */
export type ImpersonationFacts = {
  /** When it ends by itself. */
  expires: Date;
  /** When the admin's own session ends; null when that one is gone. */
  ownSessionExpires: Date | null;
  /** Whether the person acting is still a platform admin. */
  byAdmin: boolean;
  /** Whether the impersonated person has become a platform admin. */
  ofAdmin: boolean;
  /** Whether the impersonated person is still a member of the organization. */
  member: boolean;
};

export type ImpersonationEnd =
  | "ended"
  | "ended_by_admin"
  | "replaced"
  | "time_up"
  | "signed_out"
  | "demoted"
  | "became_admin"
  | "no_member_any_more";

/** Why a support session has ended; null while it is active. Checked on every request, so each reason takes effect on the next one. */
export function endReasonOf(facts: ImpersonationFacts, now: Date): ImpersonationEnd | null {
  if (!facts.byAdmin) return "demoted";
  if (facts.ofAdmin) return "became_admin";
  if (facts.ownSessionExpires === null || facts.ownSessionExpires <= now) return "signed_out";
  if (facts.expires <= now) return "time_up";
  return facts.member ? null : "no_member_any_more";
}

/** For a request of a support session that has ended. It counts as signed out, never as the admin: it was meant for a customer. */
export const impersonationOver = () =>
  new GatehouseError("unauthenticated", "This support session has ended. Return to your own account.", {
    reason: "impersonation_over",
  });

/** Whether the refusal is `impersonationOver`. */
export const wasActing = (error: GatehouseError): boolean => error.details.reason === "impersonation_over";

/** Where a browser is sent when its support session has ended. */
export const impersonationOverPath = "/impersonation/over";

/**
 * For what a platform admin must not do in a support session: the team, payments, passwords, sessions, keys, data export.
 *
 * @throws GatehouseError `forbidden` with `reason: "impersonation"`.
 */
export function requireInPerson(
  { actor }: { actor: Actor },
  message = "You can't do this in a support session. Only the customer can.",
): void {
  if (actor.kind === "user" && actor.impersonatorId) throw forbidden(message, { reason: "impersonation" });
}
