import "server-only";
import { env } from "@/lib/env";

/** An absolute URL of the app, for emails. */
export function appUrl(path: string, query: Record<string, string> = {}): string {
  const url = new URL(path, env.APP_URL);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.toString();
}

/** For emails to people who have an account. */
export const signInUrls = () => ({ signInUrl: appUrl("/sign-in"), resetUrl: appUrl("/reset") });
