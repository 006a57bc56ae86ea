import "server-only";
import { signingSecret } from "@/lib/auth-secrets";
import { env } from "@/lib/env";
import type { EmailCategory } from "./categories";
import { signUnsubscription } from "./unsubscribe-link";

/** Where a person (`page`) and a mail program (`oneClick`, RFC 8058) unsubscribe. */
export function unsubscribeUrls(address: string, category: EmailCategory): { page: string; oneClick: string } {
  const t = signUnsubscription({ address, category }, signingSecret());
  const at = (path: string) => `${new URL(path, env.APP_URL)}?t=${t}`;
  return { page: at("/unsubscribe"), oneClick: at("/api/unsubscribe") };
}
