import "server-only";
import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { totpFactors } from "@/db/schema";
import { recordAccountAudit } from "@/lib/audit";
import { catalog } from "@/lib/catalog";
import type { Context } from "@/lib/context";
import { conflict } from "@/lib/errors";
import { openSecret, sealSecret } from "@/lib/secrets";
import type { PersonContext } from "../people/as-person";
import { completeSetUp } from "./complete-set-up";
import { requireConfirmed } from "./confirmed";
import { normalizeCode } from "./recovery-code";
import { matchTotp, newTotpSecret, totpUri } from "./totp";
import { wrongCode } from "./verify-code";

/** What an authenticator app needs: the address in the QR code, and the secret to type. */
export type TotpSetUp = { uri: string; secret: string };

/**
 * Begins the set-up of an authenticator app, or starts over. The current app keeps working until the new one is confirmed.
 *
 * @throws GatehouseError `forbidden` with `reason: "confirmation"`.
 */
export async function startTotpSetUp(person: PersonContext): Promise<void> {
  requireConfirmed(person);
  const { tx, wall, session } = person;
  await cancelTotpSetUp(person);
  const id = uuidv7();
  const secret = sealSecret(newTotpSecret(), "totp_factors.secret", id);
  await tx.insert(totpFactors).values({ id, userId: session.user.id, secret, createdAt: wall });
}

/** Drops a set-up that wasn't confirmed. */
export async function cancelTotpSetUp({ tx, session }: PersonContext): Promise<void> {
  await tx.delete(totpFactors).where(inSetUp(session.user.id));
}

/** The set-up that still has to be confirmed. Also undefined if the person would have to confirm their identity to see it. */
export async function totpSetUp(person: Pick<PersonContext, "tx" | "session">): Promise<TotpSetUp | undefined> {
  const { user } = person.session;
  const row = await pending(person, user.id);
  if (!row) return undefined;
  const secret = openSecret(row.secret, "totp_factors.secret", row.id);
  return { secret, uri: totpUri(secret, { issuer: catalog.name, label: user.email }) };
}

/**
 * Confirms the set-up with a code, so that no one is locked out by an app that didn't take the secret. Other sessions of the person
 * end: they were opened without it.
 *
 * @returns recovery codes to show once; none if the person has some.
 * @throws GatehouseError `invalid_input` on the field `code`; `conflict` without a set-up.
 */
export async function confirmTotp(person: PersonContext, { code }: { code: string }): Promise<string[]> {
  requireConfirmed(person);
  const { tx, wall, session } = person;
  const { id: userId } = session.user;
  const row = await pending(person, userId, true);
  if (!row) throw conflict("Start the set-up again.", { reason: "no_set_up" });
  const secret = openSecret(row.secret, "totp_factors.secret", row.id);
  const lastStep = matchTotp(secret, normalizeCode(code), { now: wall, after: null });
  if (lastStep === null)
    throw wrongCode("This code is wrong. Check that your phone's clock is right, then enter the next one.");
  await tx.delete(totpFactors).where(and(eq(totpFactors.userId, userId), isNotNull(totpFactors.confirmedAt)));
  await tx.update(totpFactors).set({ confirmedAt: wall, lastStep }).where(eq(totpFactors.id, row.id));
  const codes = await completeSetUp(person, { secondFactor: "totp", what: "An authenticator app" });
  await recordAccountAudit(person, { action: "auth.totp_set_up" });
  return codes;
}

const inSetUp = (userId: string) => and(eq(totpFactors.userId, userId), isNull(totpFactors.confirmedAt));

async function pending({ tx }: Pick<Context, "tx">, userId: string, lock = false) {
  const query = tx.select().from(totpFactors).where(inSetUp(userId));
  const [row] = await (lock ? query.for("update") : query);
  return row;
}
