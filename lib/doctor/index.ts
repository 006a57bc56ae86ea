import "server-only";
import { authSecrets } from "@/lib/auth-secrets";
import { env } from "@/lib/env";
import { checkDatabase } from "./check-database";
import { checkMail, checkStorage, checkStripe, checkWorker } from "./check-services";
import { checkSettings } from "./check-settings";
import type { Finding } from "./finding";

export type { Finding } from "./finding";

/** Checks everything a deployment needs, and changes nothing. The environment has been validated. */
export async function examine(): Promise<Finding[]> {
  const settings = checkSettings({
    production: env.NODE_ENV === "production" && !env.DEMO,
    appUrl: env.APP_URL,
    authSecret: authSecrets().join(","),
    auditKey: env.AUDIT_KEY,
    encryptionKey: env.ENCRYPTION_KEY,
  });
  const [database, stripe, mail, storage] = await Promise.all([
    checkDatabase(),
    checkStripe(),
    checkMail(),
    checkStorage(),
  ]);
  const usable = database.every(({ status }) => status !== "failed");
  return [...settings, ...database, ...stripe, mail, ...storage, ...(usable ? await checkWorker() : [])];
}
