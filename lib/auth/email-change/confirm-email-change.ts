import "server-only";
import { and, eq, gt, ne, or } from "drizzle-orm";
import { emailChanges, users } from "@/db/schema";
import { recordAccountAudit } from "@/lib/audit";
import type { Context } from "@/lib/context";
import { enqueueEmail } from "@/lib/email";
import { conflict } from "@/lib/errors";
import { linkGone, revokeLinks } from "../links/links";
import { hashToken } from "../links/tokens";
import { revokeSessions } from "../sessions/revoke-sessions";

/** A change that is waiting for confirmation, as someone with one of its links sees it. */
export type EmailChange = {
  userId: string;
  from: string;
  to: string;
  /** Whose link it is: the present address's, or the new one's. */
  side: "current" | "new";
  confirmed: boolean;
  /** The other address has confirmed it. */
  otherConfirmed: boolean;
};

/** The change someone has asked for; null without one. */
export async function pendingEmailChange({ tx, wall }: Pick<Context, "tx" | "wall">, userId: string) {
  const [row] = await tx
    .select()
    .from(emailChanges)
    .where(and(eq(emailChanges.userId, userId), gt(emailChanges.expires, wall)));
  if (!row) return null;
  const { email, currentConfirmedAt, newConfirmedAt } = row;
  return { email, currentConfirmed: currentConfirmedAt !== null, newConfirmed: newConfirmedAt !== null };
}

/** The change that a link's token belongs to; undefined if it is unknown, used or expired. Changes nothing. */
export async function findEmailChange({ tx, wall }: Pick<Context, "tx" | "wall">, token: string, lock = false) {
  const hash = hashToken(token);
  const query = tx
    .select({ change: emailChanges, from: users.email })
    .from(emailChanges)
    .innerJoin(users, eq(users.id, emailChanges.userId))
    .where(
      and(
        or(eq(emailChanges.currentTokenHash, hash), eq(emailChanges.newTokenHash, hash)),
        gt(emailChanges.expires, wall),
      ),
    );
  const [row] = await (lock ? query.for("update") : query);
  if (!row) return undefined;
  const { change, from } = row;
  const side = change.currentTokenHash === hash ? "current" : "new";
  const [own, other] = [change.currentConfirmedAt, change.newConfirmedAt].map((at) => at !== null);
  const [confirmed = false, otherConfirmed = false] = side === "current" ? [own, other] : [other, own];
  return { userId: change.userId, from, to: change.email, side, confirmed, otherConfirmed } satisfies EmailChange;
}

/**
 * Confirms a change for one of the two addresses. With the second confirmation the account has the new address: every session
 * ends, links emailed to the old address stop working, and it gets a last email. In the platform role, because it may be a platform
 * admin's account.
 *
 * @returns whether the address has changed, or waits for the other one.
 * @throws GatehouseError `invalid_input` when the link is gone; `conflict` if someone else has signed up with the address since.
 */
export async function confirmEmailChange(ctx: Context, { token }: { token: string }): Promise<"changed" | "waiting"> {
  const change = await findEmailChange(ctx, token, true);
  if (!change) throw linkGone();
  const { userId, from, to, side, otherConfirmed } = change;
  if (!otherConfirmed) {
    const confirmed = side === "current" ? { currentConfirmedAt: ctx.wall } : { newConfirmedAt: ctx.wall };
    await ctx.tx.update(emailChanges).set(confirmed).where(eq(emailChanges.userId, userId));
    return "waiting";
  }
  const person = { ...ctx, actor: { kind: "user", id: userId } as const };
  await changeAddress(person, { userId, to });
  await ctx.tx.delete(emailChanges).where(eq(emailChanges.userId, userId));
  for (const purpose of ["reset", "verify"] as const) await revokeLinks(ctx, purpose, from);
  await revokeSessions(ctx, { userId });
  await enqueueEmail(ctx, { to: from, template: "email-changed", props: { newEmail: to } });
  await recordAccountAudit(person, { action: "auth.email_changed", personal: { facts: { from, to } } });
  return "changed";
}

async function changeAddress({ tx, now }: Context, { userId, to }: { userId: string; to: string }): Promise<void> {
  const [taken] = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.email, to), ne(users.id, userId)));
  if (taken)
    throw conflict("This address now belongs to another account. Request the change again with a different one.");
  await tx.update(users).set({ email: to, emailVerified: now }).where(eq(users.id, userId));
}
