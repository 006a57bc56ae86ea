import Stripe from "stripe";
import { invalidRequest, StripeFault } from "./errors";

/** Only accepts test keys: a live key must never be sent to a fake. */
export function authorize(header: string | undefined): void {
  const key = keyFrom(header);
  if (!key) {
    throw new StripeFault(
      401,
      "invalid_request_error",
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
    );
  }
  if (key.startsWith("sk_live_") || key.startsWith("rk_live_")) {
    throw new StripeFault(
      401,
      "invalid_request_error",
      "local-stripe does not accept live keys. Use a key that starts with sk_test_.",
    );
  }
  if (!/^(sk|rk)_test_\w+$/.test(key)) {
    throw new StripeFault(401, "invalid_request_error", `Invalid API Key provided: ${maskKey(key)}`);
  }
}

function keyFrom(header: string | undefined): string | null {
  const [scheme, credentials] = (header ?? "").split(" ");
  if (!credentials) return null;
  if (scheme?.toLowerCase() === "bearer") return credentials;
  if (scheme?.toLowerCase() !== "basic") return null;
  return Buffer.from(credentials, "base64").toString("utf8").split(":")[0] ?? null;
}

function maskKey(key: string): string {
  return key.length > 8 ? `${key.slice(0, 4)}****${key.slice(-4)}` : "****";
}

/**
 * Only one API version is implemented. Answering an older one in today's shapes would hide what breaks at Stripe.
 *
 * @param param names the parameter; undefined for the request header
 * @throws StripeFault 400 for any other version
 */
export function checkVersion(version: string | null | undefined, param?: string): void {
  if (version === undefined || version === null || version === Stripe.API_VERSION) return;
  throw invalidRequest(
    `local-stripe implements API version ${Stripe.API_VERSION} only, not ${version}.`,
    param,
    "api_version_unsupported_locally",
  );
}
