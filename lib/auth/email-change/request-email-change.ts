import "server-only";
import { eq } from "drizzle-orm";
import { emailChanges, users } from "@/db/schema";
import { recordAccountAudit } from "@/lib/audit";
import { addHours } from "@/lib/durations";
import { enqueueEmail } from "@/lib/email";
import { invalidInput } from "@/lib/errors";
import { hashToken, newToken } from "../links/tokens";
import { appUrl, signInUrls } from "../links/urls";
import type { PersonContext } from "../people/as-person";
import { requireConfirmed } from "../second-factor/confirmed";

/** How long both addresses have to confirm. In hours. */
const lifetimeHours = 24;

/**
 * Asks both addresses to confirm a change. An earlier request ends. If the new address already has an account, the response is the
 * same, and its owner gets an email instead (docs/decisions/0006).
 *
 * @throws GatehouseError `forbidden` with `reason: "confirmation"`; `invalid_input` on `email` for the same address.
 */
export async function requestEmailChange(person: PersonContext, { email }: { email: string }): Promise<void> {
  requireConfirmed(person);
  const { tx, wall, session } = person;
  const { id: userId, email: current } = session.user;
  if (email === current) {
    const message = "This is already your address.";
    throw invalidInput(message, { errors: [{ field: "email", message }] });
  }
  const [currentToken, newAddressToken] = [newToken(), newToken()];
  await cancelEmailChange(person);
  await tx.insert(emailChanges).values({
    userId,
    email,
    currentTokenHash: hashToken(currentToken),
    newTokenHash: hashToken(newAddressToken),
    createdAt: wall,
    expires: addHours(wall, lifetimeHours),
  });
  const linkFor = (token: string) => appUrl("/email-change", { token });
  await enqueueEmail(person, {
    to: current,
    template: "email-change-current",
    props: { url: linkFor(currentToken), newEmail: email },
  });
  const [taken] = await tx.select({ id: users.id }).from(users).where(eq(users.email, email));
  if (taken) await enqueueEmail(person, { to: email, template: "already-registered", props: signInUrls() });
  else {
    await enqueueEmail(person, {
      to: email,
      template: "email-change-new",
      props: { url: linkFor(newAddressToken), currentEmail: current },
    });
  }
  await recordAccountAudit(person, { action: "auth.email_change_requested", personal: { facts: { to: email } } });
}

/** Drops a request that isn't finished. Its links stop working. */
export async function cancelEmailChange({ tx, session }: PersonContext): Promise<void> {
  await tx.delete(emailChanges).where(eq(emailChanges.userId, session.user.id));
}
