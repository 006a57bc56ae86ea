import "server-only";
import { and, eq } from "drizzle-orm";
import { passkeys, recoveryCodes, sessions, totpFactors, users } from "@/db/schema";
import { recordAccountAudit } from "@/lib/audit";
import { enqueueEmail } from "@/lib/email";
import { conflict, found } from "@/lib/errors";
import { appUrl } from "../links/urls";
import { waysToSignIn } from "../oauth/ways-to-sign-in";
import type { PersonContext } from "../people/as-person";
import { requireConfirmed } from "./confirmed";
import { factorsOf, hasFactor } from "./factors";

/** What is removed: the authenticator app, or a passkey by its ID. */
export type RemovedFactor = { kind: "totp" } | { kind: "passkey"; id: string };

/**
 * Removes a second factor. With the last one, the recovery codes go as well, and sign-ins take one step.
 *
 * @param required why the person can't be without a second factor; undefined if they can.
 * @throws GatehouseError `forbidden` with `reason: "confirmation"`; `conflict` for the last one where one is required; `not_found`.
 */
export async function removeFactor(
  person: PersonContext,
  factor: RemovedFactor,
  required: string | undefined,
): Promise<void> {
  requireConfirmed(person);
  const { id: userId, email } = person.session.user;
  // Locked, so that two factors can't be removed at once, each while the other still counts.
  await person.tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("update");
  const name = await deleteFactor(person, factor);
  const remaining = hasFactor(await factorsOf(person, userId));
  if (!remaining && required) throw conflict(`${required} Add another method before you remove this one.`);
  if ((await waysToSignIn(person, userId)) === 0) {
    throw conflict("This is the only way you can sign in. Set a password first.");
  }
  if (!remaining) await forgetSecondFactor(person, userId);
  await enqueueEmail(person, {
    to: email,
    template: "two-factor-changed",
    props: {
      change: `${factor.kind === "totp" ? "Your authenticator app" : `The passkey “${name}”`} was removed from your account.${remaining ? "" : " Signing in now takes one step."}`,
      settingsUrl: appUrl("/settings?tab=security"),
      resetUrl: appUrl("/reset"),
    },
  });
  await recordAccountAudit(
    person,
    factor.kind === "totp"
      ? { action: "auth.totp_removed" }
      : { action: "auth.passkey_removed", personal: { facts: { name } } },
  );
}

async function deleteFactor({ tx, session }: PersonContext, factor: RemovedFactor): Promise<string> {
  const { id: userId } = session.user;
  if (factor.kind === "totp") {
    const [row] = await tx.delete(totpFactors).where(eq(totpFactors.userId, userId)).returning({ id: totpFactors.id });
    found(row, "authenticator app");
    return "";
  }
  const [row] = await tx
    .delete(passkeys)
    .where(and(eq(passkeys.userId, userId), eq(passkeys.id, factor.id)))
    .returning({ name: passkeys.name });
  return found(row, "passkey").name;
}

async function forgetSecondFactor({ tx }: PersonContext, userId: string): Promise<void> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  await tx.update(sessions).set({ secondFactor: null }).where(eq(sessions.userId, userId));
}
