import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { addDays } from "@/lib/durations";

/** A link stays valid for as long as a customer may take to decide. */
const lifetimeDays = 30;

const payloadSchema = z.tuple([z.string().min(1).max(255), z.int()]);

export type SignUpLink = { externalId: string; expiresAt: Date };

/**
 * The token of a sign-up link. It carries the external ID that the new organization gets, signed, so that a visitor can
 * neither choose one nor change it.
 */
export function signSignUpLink(externalId: string, now: Date, secret: string): SignUpLink & { token: string } {
  const expiresAt = addDays(now, lifetimeDays);
  const payload = Buffer.from(JSON.stringify([externalId, expiresAt.getTime()])).toString("base64url");
  return { externalId, expiresAt, token: `${payload}.${signature(payload, secret)}` };
}

/** @returns undefined for a token that was changed or has expired. */
export function readSignUpLink(token: string, now: Date, secret: string): SignUpLink | undefined {
  const [payload = "", signed = "", ...rest] = token.split(".");
  const [given, expected] = [Buffer.from(signed), Buffer.from(signature(payload, secret))];
  if (rest.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const [externalId, expires] = payloadSchema.parse(JSON.parse(Buffer.from(payload, "base64url").toString("utf8")));
  return expires > now.getTime() ? { externalId, expiresAt: new Date(expires) } : undefined;
}

/** The prefix binds the signature to this use: a token signed for another one with the same secret is invalid. */
const signature = (payload: string, secret: string) =>
  createHmac("sha256", secret).update(`sign-up:${payload}`).digest("base64url");
