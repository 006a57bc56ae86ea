import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";

const algorithm = "aes-256-gcm";
const version = "v1";

export type RingKey = { readonly id: string; readonly key: Buffer };

/** The first key encrypts. All of them decrypt. */
export type Ring = readonly [RingKey, ...RingKey[]];

/** A ring of the keys of a setting, which are separated by commas. */
export function ringOf(setting: string): Ring {
  const [first = "", ...others] = setting.split(",").map((part) => part.trim());
  return [keyOf(first), ...others.map(keyOf)];
}

/** The id stands beside each ciphertext. It tells keys apart and reveals nothing of a random one. */
const keyOf = (secret: string): RingKey => ({
  id: createHash("sha256").update(`gatehouse encryption key\n${secret}`).digest("hex").slice(0, 12),
  key: Buffer.from(hkdfSync("sha256", secret, "", "gatehouse secrets", 32)),
});

/**
 * Encrypts a secret for one place, such as "totp_factors.secret 0199…". Elsewhere it can't be decrypted, so anyone who can write to
 * the table can't give one row the secret of another.
 *
 * @returns `v1.<id of the key>.<nonce, tag and ciphertext>`.
 */
export function seal([{ id, key }]: Ring, text: string, place: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(place));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return [version, id, Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64url")].join(".");
}

/** @throws Error for a key that isn't in the ring, another place, or a changed text. */
export function unseal(ring: Ring, sealed: string, place: string): string {
  const [, id = "", body = ""] = sealed.split(".");
  const found = ring.find((each) => each.id === id);
  if (!found)
    throw new Error(`ENCRYPTION_KEY doesn't contain the key ${id}, which a stored secret was encrypted with.`);
  return decrypt(found.key, Buffer.from(body, "base64url"), place);
}

/** @param place undefined for what was encrypted without one. */
export function decrypt(key: Buffer, bytes: Buffer, place?: string): string {
  const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, 12), { authTagLength: 16 });
  if (place !== undefined) decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
}

/** Whether a text is in the format of `seal`, rather than one from before there was a key ring. */
export const isSealed = (text: string): boolean => text.startsWith(`${version}.`);

/** The start of everything that the first key has encrypted. */
export const currentPrefix = ([{ id }]: Ring): string => `${version}.${id}.`;
