import "server-only";
import { hkdfSync } from "node:crypto";
import { env } from "@/lib/env";
import { decrypt, isSealed, type Ring, ringOf, seal, unseal } from "./ring";

let ring: Ring | undefined;

/** The keys of ENCRYPTION_KEY. Outside of production, one derived from AUTH_SECRET is used if there is none. */
export function secretRing(): Ring {
  ring ??= ringOf(env.ENCRYPTION_KEY ?? derived("gatehouse secrets at rest").toString("hex"));
  return ring;
}

/** The columns that hold encrypted secrets. */
export type SecretColumn = "webhook_endpoints.secret" | "totp_factors.secret" | "sso_connections.client_secret";

/** Encrypts a secret for the row `id` of a table. */
export const sealSecret = (secret: string, column: SecretColumn, id: string): string =>
  seal(secretRing(), secret, `${column} ${id}`);

/**
 * Decrypts a stored secret.
 *
 * @throws Error if the key it was encrypted with isn't in ENCRYPTION_KEY any more.
 */
export function openSecret(sealed: string, column: SecretColumn, id: string): string {
  return isSealed(sealed) ? unseal(secretRing(), sealed, `${column} ${id}`) : openLegacySecret(sealed);
}

/** Webhook secrets from before ENCRYPTION_KEY were encrypted with a key derived from AUTH_SECRET. */
function openLegacySecret(text: string): string {
  try {
    return decrypt(derived("gatehouse webhook secrets"), Buffer.from(text, "base64"));
  } catch (cause) {
    throw new Error(
      "The signing secret can't be decrypted because AUTH_SECRET has changed. Rotate the endpoint's secret.",
      { cause },
    );
  }
}

const derived = (purpose: string) => Buffer.from(hkdfSync("sha256", env.AUTH_SECRET, "", purpose, 32));
