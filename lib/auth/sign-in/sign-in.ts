import "server-only";
import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import { appDatabase } from "@/lib/database";
import { unauthenticated } from "@/lib/errors";
import type { SignInInput } from "../input";
import { verifyPassword } from "../passwords/passwords";
import { countAttempt, forgiveAttempt } from "./attempts";

/**
 * Checks an email and password. An unknown email and a wrong password give the same error after the same hashing work.
 *
 * @throws GatehouseError `unauthenticated`, `rate_limited`.
 */
export async function signInWithPassword(
  { email, password }: SignInInput,
  address: string,
): Promise<{ id: string; email: string }> {
  await countAttempt("sign_in", { account: email, address });
  const [user] = await appDatabase()
    .select({ id: users.id, email: users.email, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.email, email));
  const matches = await verifyPassword(user?.passwordHash, password);
  if (!user || !matches) throw unauthenticated("Incorrect email or password.");
  await forgiveAttempt("sign_in", { account: email, address });
  return { id: user.id, email: user.email };
}
