import "server-only";
import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import type { Context } from "@/lib/context";
import { enqueueEmail } from "@/lib/email";
import { issueLinkToken } from "./links";
import { appUrl } from "./urls";

/** Emails a link that verifies the person's address. Sends nothing when it is already verified. */
export async function requestVerification(ctx: Context, { userId }: { userId: string }): Promise<void> {
  const [user] = await ctx.tx
    .select({ email: users.email, emailVerified: users.emailVerified })
    .from(users)
    .where(eq(users.id, userId));
  if (!user || user.emailVerified) return;
  const token = await issueLinkToken(ctx, "verify", user.email);
  await enqueueEmail(ctx, { to: user.email, template: "verify", props: { url: appUrl("/verify", { token }) } });
}
