import type { ProviderName } from "./labels";

/** Why signing in with a provider, or linking one, failed. The page says what to do. */
export const oauthProblems = [
  "denied",
  "unavailable",
  "refused",
  "expired",
  "too_many",
  "not_linked",
  "other_account",
  "linked_elsewhere",
  "signed_out",
] as const;
export type OAuthProblem = (typeof oauthProblems)[number];

/** The page that explains a problem. `next`: where the person wanted to go. */
export function problemPath(
  reason: OAuthProblem,
  { provider, next }: { provider: ProviderName; next?: string },
): string {
  return `/oauth/problem?${new URLSearchParams({ reason, provider, ...(next ? { next } : {}) })}`;
}
