import "server-only";
import { and, eq, gt } from "drizzle-orm";
import { verificationTokens } from "@/db/schema";
import type { Context } from "@/lib/context";
import { GatehouseError } from "@/lib/errors";
import { hashToken, newToken } from "./tokens";

type Purpose = (typeof verificationTokens.$inferSelect)["purpose"];

const hour = 60 * 60 * 1000;

/** How long a mailed link works, by the wall's time: a verification may wait over a weekend, a password reset is done at once. */
export const linkLifetimes: Readonly<Record<Purpose, number>> = { verify: 72 * hour, reset: hour };

/** Makes a link's token for an address; an earlier one for the same purpose stops working. */
export async function issueLinkToken(ctx: Context, purpose: Purpose, email: string): Promise<string> {
  const token = newToken();
  await revokeLinks(ctx, purpose, email);
  await ctx.tx.insert(verificationTokens).values({
    identifier: email,
    token: hashToken(token),
    purpose,
    expires: new Date(ctx.wall.getTime() + linkLifetimes[purpose]),
  });
  return token;
}

/**
 * Takes a token back, once: the row is gone with its use, so of two at a time one wins.
 *
 * @returns the address it was mailed to. @throws GatehouseError `invalid_input` when unknown, used or expired.
 */
export async function redeemLinkToken(ctx: Context, purpose: Purpose, token: string): Promise<string> {
  const [row] = await ctx.tx
    .delete(verificationTokens)
    .where(
      and(
        eq(verificationTokens.token, hashToken(token)),
        eq(verificationTokens.purpose, purpose),
        gt(verificationTokens.expires, ctx.wall),
      ),
    )
    .returning({ email: verificationTokens.identifier });
  if (!row) throw linkGone();
  return row.email;
}

export const linkGone = () =>
  new GatehouseError("invalid_input", "This link has expired or was used already. Ask for a new one.", {
    reason: "link_gone",
  });

export async function revokeLinks(ctx: Context, purpose: Purpose, email: string): Promise<void> {
  await ctx.tx
    .delete(verificationTokens)
    .where(and(eq(verificationTokens.identifier, email), eq(verificationTokens.purpose, purpose)));
}
