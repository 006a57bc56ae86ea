import "server-only";
import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import { appDatabase } from "@/lib/database";
import { unauthenticated } from "@/lib/errors";
import type { SignInInput } from "../input";
import { verifyPassword } from "../passwords/passwords";
import { countAttempt, forgiveAttempt } from "./attempts";

/**
 * Finds the person whose e-mail and password these are. Unknown address and wrong password say the same and take the
 * same time.
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
  const right = await verifyPassword(user?.passwordHash, password);
  if (!user || !right) throw unauthenticated("The e-mail address or the password is wrong.");
  await forgiveAttempt("sign_in", { account: email, address });
  return { id: user.id, email: user.email };
}
