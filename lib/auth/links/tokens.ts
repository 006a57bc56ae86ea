import { hash, randomBytes } from "node:crypto";

/** A secret nobody can guess: 256 random bits, safe in a URL and a cookie. Shown once, never stored, never logged. */
export const newToken = () => randomBytes(32).toString("base64url");

/**
 * What is stored of a token. A plain SHA-256 will do: 256 random bits cannot be guessed from their hash, whereas a
 * password can and gets argon2.
 */
export const hashToken = (token: string) => hash("sha256", token, "hex");
