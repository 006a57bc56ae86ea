import "server-only";
import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import { recordAccountAudit } from "@/lib/audit";
import { enqueueEmail } from "@/lib/email";
import { found, invalidInput } from "@/lib/errors";
import type { ChangePasswordInput } from "../input";
import { revokeLinks } from "../links/links";
import { appUrl } from "../links/urls";
import type { PersonContext } from "../people/as-person";
import { revokeSessions } from "../sessions/revoke-sessions";
import { requireUncommonPassword } from "./common-password";
import { hashPassword, verifyPassword } from "./passwords";

/**
 * Changes the person's own password, and ends their other sessions and any reset link.
 *
 * @throws GatehouseError `invalid_input` on the field `current` when that password is wrong, on `password` for a common one.
 */
export async function changePassword(ctx: PersonContext, { current, password }: ChangePasswordInput): Promise<void> {
  const { tx, session } = ctx;
  const [row] = await tx
    .select({ email: users.email, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.id, session.user.id));
  const user = found(row, "user");
  if (!(await verifyPassword(user.passwordHash, current))) throw wrongPassword();
  await requireUncommonPassword(password, user);
  await tx
    .update(users)
    .set({ passwordHash: await hashPassword(password) })
    .where(eq(users.id, session.user.id));
  await revokeLinks(ctx, "reset", user.email);
  await revokeSessions(ctx, { userId: session.user.id, except: session.sessionId });
  await enqueueEmail(ctx, { to: user.email, template: "password-changed", props: { resetUrl: appUrl("/reset") } });
  await recordAccountAudit(ctx, { action: "auth.password_changed" });
}

function wrongPassword() {
  const message = "Incorrect current password.";
  return invalidInput(message, { errors: [{ field: "current", message }] });
}
