import "server-only";
import { env } from "@/lib/env";

/** An address of ours as it stands in an e-mail. */
export function appUrl(path: string, query: Record<string, string> = {}): string {
  const url = new URL(path, env.APP_URL);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.toString();
}

/** Where somebody with an account goes. */
export const signInUrls = () => ({ signInUrl: appUrl("/sign-in"), resetUrl: appUrl("/reset") });
