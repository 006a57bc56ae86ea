import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

export type SharedReport = { organizationId: string; reportId: string; expiresAt: Date };

const payloadSchema = z.tuple([z.uuid(), z.uuid(), z.int().positive()]);

/**
 * The token of a shared report's link. It names the organization, the report and its end, signed, so it works without an account
 * and for nothing else. Whether the report was revoked, the database says.
 */
export function signReport({ organizationId, reportId, expiresAt }: SharedReport, secret: string): string {
  const payload = JSON.stringify([organizationId, reportId, Math.floor(expiresAt.getTime() / 1000)]);
  const encoded = Buffer.from(payload).toString("base64url");
  return `${encoded}.${signatureOf(encoded, secret)}`;
}

/** @returns undefined if the token wasn't signed here, or has ended. */
export function readReportToken(token: string, secret: string, now: Date): SharedReport | undefined {
  const [encoded = "", signed = "", ...rest] = token.slice(0, 500).split(".");
  const expected = Buffer.from(signatureOf(encoded, secret));
  const given = Buffer.from(signed);
  if (rest.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const read = payloadSchema.safeParse(parsed(encoded));
  if (!read.success) return undefined;
  const [organizationId, reportId, seconds] = read.data;
  const expiresAt = new Date(seconds * 1000);
  return expiresAt > now ? { organizationId, reportId, expiresAt } : undefined;
}

/** The prefix binds the signature to this use: a token signed for another one with the same secret is invalid. */
const signatureOf = (payload: string, secret: string): string =>
  createHmac("sha256", secret).update(`roi-report:${payload}`).digest("base64url");

function parsed(encoded: string): unknown {
  try {
    return JSON.parse(Buffer.from(encoded, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
