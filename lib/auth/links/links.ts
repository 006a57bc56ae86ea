import "server-only";
import { and, eq, gt } from "drizzle-orm";
import { verificationTokens } from "@/db/schema";
import type { Context } from "@/lib/context";
import { hour } from "@/lib/durations";
import { GatehouseError } from "@/lib/errors";
import { hashToken, newToken } from "./tokens";

type Purpose = (typeof verificationTokens.$inferSelect)["purpose"];

/** How long an emailed link works, in real time. A verification may wait over a weekend; a password reset is done right away. */
const linkLifetimes: Readonly<Record<Purpose, number>> = { verify: 72 * hour, reset: hour };

/** Creates the token of a link for an address. An earlier link for the same purpose stops working. */
export async function issueLinkToken(ctx: Context, purpose: Purpose, email: string): Promise<string> {
  await revokeLinks(ctx, purpose, email);
  return addLinkToken(ctx, purpose, email);
}

/** The same, but earlier links keep working: for a reminder, whose reader may still open the first email. */
export async function addLinkToken(ctx: Context, purpose: Purpose, email: string): Promise<string> {
  const token = newToken();
  await ctx.tx.insert(verificationTokens).values({
    identifier: email,
    token: hashToken(token),
    purpose,
    expires: new Date(ctx.wall.getTime() + linkLifetimes[purpose]),
  });
  return token;
}

/**
 * Redeems a token, once: using it deletes its row, so of two concurrent requests one succeeds.
 *
 * @returns the address it was emailed to. @throws GatehouseError `invalid_input` when unknown, used or expired.
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
  new GatehouseError("invalid_input", "This link has expired or was already used. Request a new one.", {
    reason: "link_gone",
  });

/** Deletes the link of a purpose for an address, if there is one. */
export async function revokeLinks(ctx: Context, purpose: Purpose, email: string): Promise<void> {
  await ctx.tx
    .delete(verificationTokens)
    .where(and(eq(verificationTokens.identifier, email), eq(verificationTokens.purpose, purpose)));
}
