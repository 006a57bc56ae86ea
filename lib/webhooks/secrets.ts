import "server-only";
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { env } from "@/lib/env";

const algorithm = "aes-256-gcm";

/** A secret in the form of the Standard Webhooks specification: 24 random bytes. */
export const newSecret = (): string => `whsec_${randomBytes(24).toString("base64")}`;

/** A signing secret has to be read again to sign, so it is encrypted and not hashed: the table alone does not tell it. */
export function sealSecret(secret: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv(algorithm, sealingKey(), nonce);
  const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64");
}

/** @throws Error when AUTH_SECRET is not the one it was sealed with. */
export function openSecret(text: string): string {
  const bytes = Buffer.from(text, "base64");
  const decipher = createDecipheriv(algorithm, sealingKey(), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
  } catch (cause) {
    throw new Error("Its secret cannot be read: AUTH_SECRET has changed. Give the endpoint a new secret.", { cause });
  }
}

const sealingKey = () => Buffer.from(hkdfSync("sha256", env.AUTH_SECRET, "", "gatehouse webhook secrets", 32));
