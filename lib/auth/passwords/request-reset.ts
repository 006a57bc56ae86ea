import "server-only";
import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import { recordAccountAudit } from "@/lib/audit";
import type { Context } from "@/lib/context";
import { enqueueEmail } from "@/lib/email";
import { issueLinkToken } from "../links/links";
import { appUrl } from "../links/urls";

/** Emails a link to set a new password if the address is known. Show the same answer either way. */
export async function requestReset(ctx: Context, { email }: { email: string }): Promise<void> {
  const token = await issueLinkToken(ctx, "reset", email);
  const [user] = await ctx.tx.select({ id: users.id }).from(users).where(eq(users.email, email));
  if (user) await enqueueEmail(ctx, { to: email, template: "reset", props: { url: appUrl("/reset", { token }) } });
  await recordAccountAudit(ctx, {
    action: "auth.reset_requested",
    personal: { personId: user?.id ?? null, email },
  });
}
