import "server-only";
import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import { recordAccountAudit } from "@/lib/audit";
import { withoutTenant } from "@/lib/context";
import { appDatabase } from "@/lib/database";
import { unauthenticated } from "@/lib/errors";
import type { SignInInput } from "../input";
import { verifyPassword } from "../passwords/passwords";
import { countAttempt, forgiveAttempt, isFirstRefusal } from "./attempts";

/** Where a request came from. `device`: see `deviceKnownTo`. */
export type Origin = { address: string; userAgent?: string | null; device?: string | undefined };

/**
 * Checks an email and password. An unknown email and a wrong password give the same error after the same work. Both are
 * recorded, and so is the first attempt that is one too many.
 *
 * @throws GatehouseError `unauthenticated`, `rate_limited`.
 */
export async function signInWithPassword(
  { email, password }: SignInInput,
  origin: Origin,
): Promise<{ id: string; email: string }> {
  const [user] = await appDatabase()
    .select({ id: users.id, email: users.email, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.email, email));
  // Attempts are counted per password, so that a new one, as after a reset, starts with none in every browser.
  const by = { account: `${email} ${user?.passwordHash ?? ""}`, address: origin.address, device: origin.device };
  await countAttempt("sign_in", by).catch(async (refusal) => {
    if (isFirstRefusal(refusal)) await recordFailure({ email, userId: user?.id }, origin, "too_many_attempts");
    throw refusal;
  });
  const matches = await verifyPassword(user?.passwordHash, password);
  if (!user || !matches) {
    await recordFailure({ email, userId: user?.id }, origin, user ? "wrong_password" : "unknown_email");
    throw unauthenticated("Incorrect email or password.");
  }
  await forgiveAttempt("sign_in", by);
  return { id: user.id, email: user.email };
}

type Failure = "too_many_attempts" | "wrong_password" | "unknown_email";

type Tried = { email: string; userId: string | undefined };

const recordFailure = ({ email, userId }: Tried, { address, userAgent }: Origin, reason: Failure): Promise<void> =>
  withoutTenant({ actor: { kind: "system", id: "sign_up" } }, (ctx) =>
    recordAccountAudit(ctx, {
      action: "auth.sign_in_failed",
      details: { reason },
      personal: { personId: userId ?? null, email, facts: { address, userAgent: userAgent?.slice(0, 300) } },
    }),
  );
