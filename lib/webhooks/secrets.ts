import "server-only";
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { env } from "@/lib/env";

const algorithm = "aes-256-gcm";

/** A secret in the format of the Standard Webhooks specification: 24 random bytes. */
export const newSecret = (): string => `whsec_${randomBytes(24).toString("base64")}`;

/** Encrypts a signing secret. It is needed to sign, so it can't be hashed; without AUTH_SECRET, the table doesn't reveal it. */
export function sealSecret(secret: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv(algorithm, sealingKey(), nonce);
  const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64");
}

/** Decrypts a signing secret. @throws Error if AUTH_SECRET has changed since it was encrypted. */
export function openSecret(text: string): string {
  const bytes = Buffer.from(text, "base64");
  const decipher = createDecipheriv(algorithm, sealingKey(), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
  } catch (cause) {
    throw new Error(
      "The signing secret can't be decrypted because AUTH_SECRET has changed. Rotate the endpoint's secret.",
      { cause },
    );
  }
}

const sealingKey = () => Buffer.from(hkdfSync("sha256", env.AUTH_SECRET, "", "gatehouse webhook secrets", 32));
