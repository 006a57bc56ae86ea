import { createHmac } from "node:crypto";

/** `timestamp` is wall time: receivers compare it with theirs, whatever the shifted clock says. */
export function signatureHeader(payload: string, secret: string, timestamp: number): string {
  const digest = createHmac("sha256", secret).update(`${timestamp}.${payload}`).digest("hex");
  return `t=${timestamp},v1=${digest}`;
}
