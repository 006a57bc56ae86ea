import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { type EmailCategory, emailPreferenceSchema } from "./categories";

export type Unsubscription = { address: string; category: EmailCategory };

const payloadSchema = z.tuple([z.string().max(320), emailPreferenceSchema.shape.category]);

/**
 * The token of an unsubscribe link: address and category, signed, so that it works without signing in and does nothing
 * else. It doesn't expire: RFC 8058 wants it to work for as long as the email may be read.
 */
export function signUnsubscription({ address, category }: Unsubscription, secret: string): string {
  const payload = Buffer.from(JSON.stringify([address.toLowerCase(), category])).toString("base64url");
  return `${payload}.${signature(payload, secret)}`;
}

/** @returns undefined if the signature is wrong or the category no longer exists. */
export function readUnsubscription(token: string, secret: string): Unsubscription | undefined {
  const [payload = "", signed = "", ...rest] = token.split(".");
  const expected = Buffer.from(signature(payload, secret));
  const given = Buffer.from(signed);
  if (rest.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const read = payloadSchema.safeParse(parsed(payload));
  if (!read.success) return undefined;
  const [address, category] = read.data;
  return { address, category };
}

/** The prefix binds the signature to this use: a token signed for another one with the same secret is invalid. */
const signature = (payload: string, secret: string) =>
  createHmac("sha256", secret).update(`unsubscribe:${payload}`).digest("base64url");

function parsed(payload: string): unknown {
  try {
    return JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}

/** `ada@example.com` → `a…@example.com`: enough to recognize your own address. */
export const maskAddress = (address: string): string => address.replace(/^(.).*@/, "$1…@");
