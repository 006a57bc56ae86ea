import "server-only";
import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import type { Context } from "@/lib/context";
import { enqueueEmail } from "@/lib/email";
import { addLinkToken, issueLinkToken } from "./links";
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

/** Another link that verifies the address, for an email that reminds of it. */
export async function verificationUrl(ctx: Context, email: string): Promise<string> {
  return appUrl("/verify", { token: await addLinkToken(ctx, "verify", email) });
}
