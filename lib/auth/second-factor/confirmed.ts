import { forbidden, type GatehouseError } from "@/lib/errors";
import { type Assurance, isRecent } from "./assurance";

/** `details.reason` of a refusal that a page answers by asking who is there, and then tries again. */
export const confirmationReason = "confirmation";

type Confirmable = { session: { assurance: Assurance }; wall: Date };

/**
 * For what an unattended browser must not allow: keys, ownership, deletion, support sessions, second factors.
 *
 * @throws GatehouseError `forbidden` with `reason: "confirmation"` unless the person has proved who they are within 10 minutes.
 */
export function requireConfirmed({ session, wall }: Confirmable): void {
  if (isRecent(session.assurance, wall)) return;
  throw forbidden("Confirm it's you, then try again.", { reason: confirmationReason });
}

/** For a session that was opened with a password alone, where a second factor is required. */
export const secondFactorMissing = () =>
  forbidden("Set up two-factor authentication first.", { reason: "second_factor" });

/** Whether the refusal is `secondFactorMissing`. */
export const lacksSecondFactor = (error: GatehouseError): boolean => error.details.reason === "second_factor";

/** Where a second factor is set up before going on to `next`, a path of ours. */
export const twoFactorSetUpPath = (next: string): string => `/two-factor/set-up?next=${encodeURIComponent(next)}`;
