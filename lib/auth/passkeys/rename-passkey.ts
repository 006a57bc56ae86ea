import "server-only";
import { and, eq } from "drizzle-orm";
import { passkeys } from "@/db/schema";
import { recordAccountAudit } from "@/lib/audit";
import { found } from "@/lib/errors";
import type { PersonContext } from "../people/as-person";
import type { RenamePasskeyInput } from "./passkey-input";

/** @throws GatehouseError `not_found`. */
export async function renamePasskey(person: PersonContext, { id, name }: RenamePasskeyInput): Promise<void> {
  const [row] = await person.tx
    .update(passkeys)
    .set({ name })
    .where(and(eq(passkeys.userId, person.session.user.id), eq(passkeys.id, id)))
    .returning({ id: passkeys.id });
  found(row, "passkey");
  await recordAccountAudit(person, { action: "auth.passkey_renamed", personal: { facts: { name } } });
}
