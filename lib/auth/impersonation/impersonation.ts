import type { Actor } from "@/lib/context";
import { forbidden, GatehouseError } from "@/lib/errors";

/** What an impersonation hangs on, as the database says now. */
export type ImpersonationFacts = {
  /** When it was meant to end. */
  expires: Date;
  /** The end of the admin's own session; null when that one is gone. */
  ownSessionExpires: Date | null;
  /** Whether who acts is a platform admin still. */
  byAdmin: boolean;
  /** Whether the person acted for has become one. */
  ofAdmin: boolean;
  /** Whether that person is still in the organization. */
  member: boolean;
};

export type ImpersonationEnd =
  | "ended"
  | "replaced"
  | "time_up"
  | "signed_out"
  | "demoted"
  | "became_admin"
  | "no_member_any_more";

/** Why nobody may act any more; null while somebody may. Asked at every request, so each of these holds from the next one on. */
export function whyOver(facts: ImpersonationFacts, now: Date): ImpersonationEnd | null {
  if (!facts.byAdmin) return "demoted";
  if (facts.ofAdmin) return "became_admin";
  if (facts.ownSessionExpires === null || facts.ownSessionExpires <= now) return "signed_out";
  if (facts.expires <= now) return "time_up";
  return facts.member ? null : "no_member_any_more";
}

/** Somebody acted for a customer, and may no more. Whoever asks is told so, and is nobody until they go back to themselves. */
export const impersonationOver = () =>
  new GatehouseError("unauthenticated", "Your time as this customer is over. Go back to your own session.", {
    reason: "impersonation_over",
  });

export const wasActing = (error: GatehouseError): boolean => error.details.reason === "impersonation_over";

/** Where a browser whose impersonation is over is sent, to become itself again. */
export const impersonationOverPath = "/impersonation/over";

/**
 * What only the person themselves may do, whoever looks after them: money, passwords, sessions, keys, taking the data along.
 *
 * @throws GatehouseError `forbidden` with `reason: "impersonation"` to an admin who acts for them.
 */
export function requireInPerson({ actor }: { actor: Actor }, words = "Only the person themselves may do this."): void {
  if (actor.kind === "user" && actor.impersonatorId) throw forbidden(words, { reason: "impersonation" });
}
