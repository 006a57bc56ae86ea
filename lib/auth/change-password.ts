import "server-only";
import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import type { Context } from "@/lib/context";
import { enqueueEmail } from "@/lib/email";
import { forbidden, found, GatehouseError } from "@/lib/errors";
import type { Session } from "./find-session";
import type { ChangePasswordInput } from "./input";
import { hashPassword, verifyPassword } from "./passwords";
import { revokeSessions } from "./revoke-sessions";
import { appUrl } from "./urls";

/**
 * Changes the signed-in person's own password and ends their other sessions.
 *
 * @throws GatehouseError `invalid_input` on the field `current` when it is wrong; `forbidden` while impersonating.
 */
export async function changePassword(
  ctx: Context,
  { session, current, password }: ChangePasswordInput & { session: Session },
): Promise<void> {
  if (session.impersonator) throw forbidden("A password is changed by its owner only.");
  const [row] = await ctx.tx
    .select({ email: users.email, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.id, session.user.id));
  const user = found(row, "user");
  if (!(await verifyPassword(user.passwordHash, current))) throw wrongPassword();
  await ctx.tx
    .update(users)
    .set({ passwordHash: await hashPassword(password) })
    .where(eq(users.id, session.user.id));
  await revokeSessions(ctx, { userId: session.user.id, except: session.sessionId });
  await enqueueEmail(ctx, { to: user.email, template: "password-changed", props: { resetUrl: appUrl("/reset") } });
}

function wrongPassword() {
  const message = "This is not your present password.";
  return new GatehouseError("invalid_input", message, { errors: [{ field: "current", message }] });
}
