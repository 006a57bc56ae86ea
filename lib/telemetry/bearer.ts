import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";

/** Whether an `Authorization` header brings this bearer token. Takes as long for a wrong one. */
export function bringsBearer(header: string | null | undefined, token: string): boolean {
  const [, given] = /^Bearer +(\S+)$/i.exec(header ?? "") ?? [];
  return given !== undefined && timingSafeEqual(digest(given), digest(token));
}

/** Of equal length, which the comparison needs. */
const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
