import "server-only";
import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import type { Context } from "@/lib/context";
import { invalidInput } from "@/lib/errors";
import { verifyPassword } from "./passwords";

/**
 * Checks the password again before something irreversible, because an unattended browser is signed in, too. Call
 * `countAttempt` first.
 *
 * @throws GatehouseError `invalid_input` on the field `password` when it is wrong.
 */
export async function confirmPassword(
  { tx }: Pick<Context, "tx">,
  { userId, password }: { userId: string; password: string },
): Promise<void> {
  const [row] = await tx.select({ passwordHash: users.passwordHash }).from(users).where(eq(users.id, userId));
  if (await verifyPassword(row?.passwordHash, password)) return;
  const message = "Incorrect password.";
  throw invalidInput(message, { errors: [{ field: "password", message }] });
}
