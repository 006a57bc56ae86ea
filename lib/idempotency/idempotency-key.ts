import { invalidInput } from "@/lib/errors";

/** The `Idempotency-Key` header; null without one. @throws GatehouseError `invalid_input` for a malformed one. */
export function idempotencyKeyOf(headers: Headers): string | null {
  const key = headers.get("idempotency-key");
  if (key === null) return null;
  if (!/^[\x21-\x7e]{1,255}$/.test(key))
    throw invalidInput("The Idempotency-Key must be 1 to 255 printable characters.");
  return key;
}
