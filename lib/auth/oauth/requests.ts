import "server-only";
import { and, eq, gt, isNotNull, isNull } from "drizzle-orm";
import { type ExternalProfile, oauthRequests } from "@/db/schema";
import { markedToken } from "@/lib/auth-secrets";
import { type Actor, type Context, withoutTenant } from "@/lib/context";
import { addMinutes } from "@/lib/durations";
import { GatehouseError } from "@/lib/errors";
import { hashToken, newToken } from "../links/tokens";
import { knownOAuthBrowser, oauthBrowser } from "./browser";

export type OAuthRequest = typeof oauthRequests.$inferSelect;
type Question = Pick<OAuthRequest, "provider" | "intent" | "choices"> & { userId?: string; sessionId?: string };

/** The actor before anyone is signed in. */
export const oauthActor: Actor = { kind: "system", id: "sign_up" };

/** How long a person may take at the provider, and then to complete a sign-up, in minutes. */
const lifetime = { question: 10, profile: 60 };

/** Stores that this browser is going to the provider. @returns the state to send along. */
export async function openRequest(
  { tx, wall }: Context,
  question: Question,
): Promise<{ state: string; browser: string }> {
  const [state, browser] = [markedToken(newToken()), await oauthBrowser()];
  await tx.insert(oauthRequests).values({
    ...question,
    tokenHash: hashToken(state),
    browserHash: hashToken(browser),
    createdAt: wall,
    expires: addMinutes(wall, lifetime.question),
  });
  return { state, browser };
}

/** The request that a provider's response belongs to. Works once, and only in the browser that made it. */
export async function takeRequest(
  { tx, wall }: Context,
  { state, provider }: { state: string; provider: OAuthRequest["provider"] },
): Promise<{ request: OAuthRequest; browser: string } | undefined> {
  const browser = await knownOAuthBrowser();
  if (!browser) return undefined;
  const [request] = await tx
    .delete(oauthRequests)
    .where(
      and(
        eq(oauthRequests.tokenHash, hashToken(state)),
        eq(oauthRequests.browserHash, hashToken(browser)),
        eq(oauthRequests.provider, provider),
        gt(oauthRequests.expires, wall),
        isNull(oauthRequests.profile),
      ),
    )
    .returning();
  return request && { request, browser };
}

/** Keeps the provider's profile until the person completes their sign-up. @returns the token for the URL. */
export function keepProfile(
  { provider, browserHash, choices }: Pick<OAuthRequest, "provider" | "browserHash" | "choices">,
  profile: ExternalProfile,
): Promise<string> {
  return withoutTenant({ actor: oauthActor }, async ({ tx, wall }) => {
    const token = newToken();
    await tx.insert(oauthRequests).values({
      tokenHash: hashToken(token),
      browserHash,
      provider,
      intent: "sign_in",
      choices,
      profile,
      createdAt: wall,
      expires: addMinutes(wall, lifetime.profile),
    });
    return token;
  });
}

export type KeptProfile = OAuthRequest & { profile: ExternalProfile };

/** An unfinished sign-up, in the browser that began it. */
export async function findProfile(ctx: Context, token: string, lock = false): Promise<KeptProfile | undefined> {
  const browser = await knownOAuthBrowser();
  if (!browser) return undefined;
  const query = ctx.tx
    .select()
    .from(oauthRequests)
    .where(
      and(
        eq(oauthRequests.tokenHash, hashToken(token)),
        eq(oauthRequests.browserHash, hashToken(browser)),
        gt(oauthRequests.expires, ctx.wall),
        isNotNull(oauthRequests.profile),
      ),
    );
  const [row] = await (lock ? query.for("update") : query);
  return row?.profile ? { ...row, profile: row.profile } : undefined;
}

/** Same as `findProfile`, with the row locked. @throws GatehouseError `unauthenticated` with `reason: "oauth_expired"`. */
export async function requireProfile(ctx: Context, token: string): Promise<KeptProfile> {
  const kept = await findProfile(ctx, token, true);
  if (kept) return kept;
  throw new GatehouseError("unauthenticated", "This sign-in has expired. Start again.", { reason: "oauth_expired" });
}

export async function dropProfile({ tx }: Context, { tokenHash }: Pick<OAuthRequest, "tokenHash">): Promise<void> {
  await tx.delete(oauthRequests).where(eq(oauthRequests.tokenHash, tokenHash));
}
