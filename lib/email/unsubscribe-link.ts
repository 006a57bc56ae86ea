import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { type EmailCategory, emailPreferenceSchema } from "./categories";

export type Unsubscription = { address: string; category: EmailCategory };

const payloadSchema = z.tuple([z.string().max(320), emailPreferenceSchema.shape.category]);

/**
 * What an unsubscribe link carries: whose and of what, signed, so that it needs no sign-in and can do nothing else. It
 * does not expire: RFC 8058 wants it to work for as long as the e-mail may be read.
 */
export function signUnsubscription({ address, category }: Unsubscription, secret: string): string {
  const payload = Buffer.from(JSON.stringify([address.toLowerCase(), category])).toString("base64url");
  return `${payload}.${signature(payload, secret)}`;
}

/** @returns undefined for a token that is not ours, or of a kind of e-mail that is no more. */
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

/** For this use only: a token signed for something else with the same secret means nothing here. */
const signature = (payload: string, secret: string) =>
  createHmac("sha256", secret).update(`unsubscribe:${payload}`).digest("base64url");

function parsed(payload: string): unknown {
  try {
    return JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}

/** `ada@example.com` → `a…@example.com`: enough to know one's own address by. */
export const maskAddress = (address: string): string => address.replace(/^(.).*@/, "$1…@");
