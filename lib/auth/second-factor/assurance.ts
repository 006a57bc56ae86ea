import { addHours, addMinutes } from "@/lib/durations";

/** How long a confirmed identity allows sensitive actions, in minutes. */
export const confirmationMinutes = 10;

/** How long a session from an organization's identity provider lasts, in hours: someone removed there loses access within a day. */
export const ssoSessionHours = 24;

/** The longest a platform admin stays signed in, however often the session is used, in hours. */
export const adminSessionHours = 12;

export type SecondFactor = "totp" | "recovery_code" | "passkey";

/** The facts of a session that say how well the person's identity is established. */
export type Assurance = {
  createdAt: Date;
  /** When they last confirmed it. */
  confirmedAt: Date | null;
  /** How the second step was completed. Null after just a password. */
  secondFactor: SecondFactor | null;
  /** The organization whose identity provider opened the session; null for one opened with the person's own credentials. */
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
