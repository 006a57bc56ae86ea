import { createHmac, timingSafeEqual } from "node:crypto";

export type NightlyDownload = {
  /** The export's day, such as `2026-11-30`. */
  date: string;
  file: string;
  expiresAt: Date;
};

/** The query of a download link: it works without a key or session until `expiresAt`, for this file alone. */
export function signDownload(download: NightlyDownload, secret: string): URLSearchParams {
  const expires = String(Math.floor(download.expiresAt.getTime() / 1000));
  return new URLSearchParams({ expires, signature: signatureOf(download.date, download.file, expires, secret) });
}

/** Whether the query was signed for this file, and still works at `now`. */
export function isSigned(
  { date, file, query }: { date: string; file: string; query: URLSearchParams },
  secret: string,
  now: Date,
): boolean {
  const expires = query.get("expires") ?? "";
  const expected = Buffer.from(signatureOf(date, file, expires, secret));
  const given = Buffer.from(query.get("signature") ?? "");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false;
  return Number(expires) * 1000 > now.getTime();
}

/** The prefix binds the signature to this use: one made for another purpose with the same secret is invalid. */
const signatureOf = (date: string, file: string, expires: string, secret: string): string =>
  createHmac("sha256", secret)
    .update(`nightly-export:${JSON.stringify([date, file, expires])}`)
    .digest("base64url");
