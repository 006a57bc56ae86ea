import "server-only";
import { and, eq } from "drizzle-orm";
import { externalIdentities, users } from "@/db/schema";
import { conflict, found } from "@/lib/errors";
import type { PersonContext } from "../people/as-person";
import { requireConfirmed } from "../second-factor/confirmed";
import { announceIdentity } from "./identities";
import type { ProviderName } from "./labels";
import { waysToSignIn } from "./ways-to-sign-in";

/**
 * Unlinks the person's account at a provider. The last way to sign in can't be removed.
 *
 * @throws GatehouseError `forbidden` with `reason: "confirmation"`; `conflict` for the last way; `not_found`.
 */
export async function unlinkAccount(person: PersonContext, { provider }: { provider: ProviderName }): Promise<void> {
  requireConfirmed(person);
  const { tx, session } = person;
  const { id: userId, email } = session.user;
  // Locked, so that two ways can't be removed at once, each while the other still counts.
  await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("update");
  const [row] = await tx
    .delete(externalIdentities)
    .where(and(eq(externalIdentities.userId, userId), eq(externalIdentities.provider, provider)))
    .returning({ email: externalIdentities.email });
  const { email: address } = found(row, "linked account");
  if ((await waysToSignIn(person, userId)) === 0) {
    throw conflict("This is the only way you can sign in. Set a password or add a passkey first.");
  }
  await announceIdentity(person, { email, provider, address, linked: false });
}
