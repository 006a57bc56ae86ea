import { Secret, TOTP } from "otpauth";
import { second } from "@/lib/durations";

/** Of a code, in seconds. What every authenticator app supports, together with SHA-1 and six digits. */
const period = 30;
/** How many steps a phone's clock may be off, either way. */
const skew = 1;

/** 160 random bits, as Base32: what RFC 4226 recommends. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

const totpOf = (secret: string, labels: { issuer: string; label: string } = { issuer: "", label: "" }) =>
  new TOTP({ ...labels, secret: Secret.fromBase32(secret), algorithm: "SHA1", digits: 6, period });

/** The address that the QR code of the set-up holds. */
export const totpUri = (secret: string, labels: { issuer: string; label: string }): string =>
  totpOf(secret, labels).toString();

/** The code an authenticator app shows at `now`. */
export const totpCode = (secret: string, now: Date): string => totpOf(secret).generate({ timestamp: now.getTime() });

/** How long that code is still shown, in milliseconds. */
export const totpRemaining = (now: Date): number => period * second - (now.getTime() % (period * second));

/** The time step of an instant. */
export const totpStep = (now: Date): number => Math.floor(now.getTime() / (period * second));

/**
 * The time step that a code belongs to; null for a wrong one. Store it once it is accepted: no code of that step or an earlier one
 * may be accepted again (RFC 6238, 5.2), so give it as `after` next time.
 */
export function matchTotp(
  secret: string,
  code: string,
  { now, after }: { now: Date; after: number | null },
): number | null {
  // The library throws for digits of other alphabets.
  if (!/^[0-9]{6}$/.test(code)) return null;
  const delta = totpOf(secret).validate({ token: code, timestamp: now.getTime(), window: skew });
  if (delta === null) return null;
  const step = totpStep(now) + delta;
  return after === null || step > after ? step : null;
}
