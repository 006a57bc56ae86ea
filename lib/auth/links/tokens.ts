import { hash, randomBytes } from "node:crypto";

/** 256 random bits, safe in a URL and a cookie. Given out once; never stored or logged. */
export const newToken = () => randomBytes(32).toString("base64url");

/**
 * What is stored of a token. Plain SHA-256 is enough for 256 random bits, which can't be guessed from their hash. Passwords
 * can, and use argon2.
 */
export const hashToken = (token: string) => hash("sha256", token, "hex");
