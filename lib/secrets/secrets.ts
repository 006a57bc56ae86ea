import "server-only";
import { hkdfSync } from "node:crypto";
import { authSecrets } from "@/lib/auth-secrets";
import { env } from "@/lib/env";
import { decrypt, isSealed, type Ring, ringOf, seal, unseal } from "./ring";

let ring: Ring | undefined;

/** The keys of ENCRYPTION_KEY. Outside of production, one derived from AUTH_SECRET is used if there is none. */
export function secretRing(): Ring {
  ring ??= ringOf(
    env.ENCRYPTION_KEY ??
      derived("gatehouse secrets at rest")
        .map((key) => key.toString("hex"))
        .join(","),
  );
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
  let cause: unknown;
  for (const key of derived("gatehouse webhook secrets")) {
    try {
      return decrypt(key, Buffer.from(text, "base64"));
    } catch (error) {
      cause = error;
    }
  }
  throw new Error(
    "The signing secret can't be decrypted because AUTH_SECRET has changed. Rotate the endpoint's secret.",
    { cause },
  );
}

/** A key for each secret of AUTH_SECRET. */
const derived = (purpose: string): Buffer[] =>
  authSecrets().map((secret) => Buffer.from(hkdfSync("sha256", secret, "", purpose, 32)));
