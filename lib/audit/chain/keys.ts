import "server-only";
import { createHash, hkdfSync } from "node:crypto";
import { authSecrets } from "@/lib/auth-secrets";
import { env } from "@/lib/env";
import type { AuditKey } from "./chain";

let known: readonly [AuditKey, ...AuditKey[]] | undefined;

/**
 * The keys of AUDIT_KEY: the first one seals new rows, all of them verify. Outside of production, one derived from
 * AUTH_SECRET is used if there is none.
 */
export function auditKeys(): readonly [AuditKey, ...AuditKey[]] {
  known ??= keysOf(env.AUDIT_KEY ?? authSecrets().map(derived).join(","));
  return known;
}

function keysOf(setting: string): readonly [AuditKey, ...AuditKey[]] {
  const [first = "", ...others] = setting.split(",").map((part) => part.trim());
  return [keyOf(first), ...others.map(keyOf)];
}

/** The id distinguishes keys and reveals nothing about a random key. */
const keyOf = (secret: string): AuditKey => ({
  id: createHash("sha256").update(`gatehouse audit key\n${secret}`).digest("hex").slice(0, 12),
  secret,
});

const derived = (secret: string) =>
  Buffer.from(hkdfSync("sha256", secret, "", "gatehouse audit log", 32)).toString("hex");
