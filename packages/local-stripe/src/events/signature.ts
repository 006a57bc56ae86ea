import { createHmac } from "node:crypto";

/** `timestamp` is wall time: receivers compare it with their own clock, not with the shifted one. */
export function signatureHeader(payload: string, secret: string, timestamp: number): string {
  const digest = createHmac("sha256", secret).update(`${timestamp}.${payload}`).digest("hex");
  return `t=${timestamp},v1=${digest}`;
}
