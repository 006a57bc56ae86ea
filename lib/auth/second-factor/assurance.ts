import { addHours, addMinutes } from "@/lib/durations";

/** How long a confirmed identity allows sensitive actions, in minutes. */
export const confirmationMinutes = 10;

/** How long a session lasts that an organization's identity provider opened: someone removed there is out within a day. In hours. */
export const ssoSessionHours = 24;

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
  /** The organization whose identity provider opened the session; null for one that the person opened with what is theirs. */
  ssoOrganizationId: string | null;
};

export const assuranceOf = ({ createdAt, confirmedAt, secondFactor, ssoOrganizationId }: Assurance): Assurance => ({
  createdAt,
  confirmedAt,
  secondFactor,
  ssoOrganizationId,
});

type Proof = Omit<Assurance, "secondFactor">;

/**
 * Whether the person has confirmed their identity within the last ten minutes, at sign-in or since. An identity
 * provider confirms it for its own organization. For the account itself, it takes the person's own password or second factor.
 *
 * @param organizationId where it is needed; undefined for the person's account.
 */
export function isRecent(
  { createdAt, confirmedAt, ssoOrganizationId }: Proof,
  now: Date,
  organizationId?: string,
): boolean {
  const signInCounts = ssoOrganizationId === null || ssoOrganizationId === organizationId;
  const last = signInCounts && !(confirmedAt && confirmedAt > createdAt) ? createdAt : confirmedAt;
  return last !== null && now < addMinutes(last, confirmationMinutes);
}

type Limited = { createdAt: Date; ssoOrganizationId: string | null };

/** When a session ends at the latest; undefined if only its row says so. */
export function sessionLimit(
  { createdAt, ssoOrganizationId }: Limited,
  { isPlatformAdmin }: { isPlatformAdmin: boolean },
): Date | undefined {
  if (isPlatformAdmin) return addHours(createdAt, adminSessionHours);
  return ssoOrganizationId === null ? undefined : addHours(createdAt, ssoSessionHours);
}

/** When a session with this row ends. */
export function sessionEnd(
  { expires, ...session }: Limited & { expires: Date },
  user: { isPlatformAdmin: boolean },
): Date {
  const limit = sessionLimit(session, user);
  return limit && limit < expires ? limit : expires;
}
