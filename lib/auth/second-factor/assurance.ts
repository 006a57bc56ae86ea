import { addHours, addMinutes } from "@/lib/durations";

/** How long after proving who they are people may do something dangerous. In minutes. */
export const confirmationMinutes = 10;

/** How long a platform admin stays signed in at most, however often the session is used. In hours. */
export const adminSessionHours = 12;

export type SecondFactor = "totp" | "recovery_code" | "passkey";

/** The facts of a session that say how sure it is who acts. */
export type Assurance = {
  createdAt: Date;
  /** When they last proved it again. */
  confirmedAt: Date | null;
  /** How the second step was done; null after a password alone. */
  secondFactor: SecondFactor | null;
};

export const assuranceOf = ({ createdAt, confirmedAt, secondFactor }: Assurance): Assurance => ({
  createdAt,
  confirmedAt,
  secondFactor,
});

/** Whether the person has proved who they are within the last ten minutes, at sign-in or since. */
export function isRecent({ createdAt, confirmedAt }: Pick<Assurance, "createdAt" | "confirmedAt">, now: Date): boolean {
  const last = confirmedAt && confirmedAt > createdAt ? confirmedAt : createdAt;
  return now < addMinutes(last, confirmationMinutes);
}

/** When a session ends at the latest; undefined if only its row says so. */
export function sessionLimit(createdAt: Date, { isPlatformAdmin }: { isPlatformAdmin: boolean }): Date | undefined {
  return isPlatformAdmin ? addHours(createdAt, adminSessionHours) : undefined;
}

/** When a session with this row ends. */
export function sessionEnd(
  { createdAt, expires }: { createdAt: Date; expires: Date },
  user: { isPlatformAdmin: boolean },
): Date {
  const limit = sessionLimit(createdAt, user);
  return limit && limit < expires ? limit : expires;
}
