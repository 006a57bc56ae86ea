import "server-only";
import { eq } from "drizzle-orm";
import { organizations, subscriptions } from "@/db/schema";
import { appUrl, verifyEmail } from "@/lib/auth";
import { type Context, setTenant } from "@/lib/context";
import { enqueueEmail } from "@/lib/email";
import { ownMemberships } from "./choose-organization";

/**
 * Verifies an address by the token mailed to it, and welcomes a new owner.
 *
 * @throws GatehouseError `invalid_input` when the link is unknown, used or expired.
 */
export async function confirmEmail(ctx: Context, input: { token: string }): Promise<{ userId: string }> {
  const { userId, email } = await verifyEmail(ctx, input);
  const owned = (await ownMemberships(ctx, userId)).find(({ role }) => role === "owner");
  if (owned) await welcome(ctx, email, owned.organizationId);
  return { userId };
}

async function welcome(ctx: Context, to: string, organizationId: string) {
  await setTenant(ctx.tx, organizationId);
  const [organization] = await ctx.tx
    .select({ name: organizations.name, trialEndsAt: subscriptions.trialEndsAt })
    .from(organizations)
    .innerJoin(subscriptions, eq(subscriptions.organizationId, organizations.id));
  if (!organization) return;
  await enqueueEmail(ctx, {
    to,
    template: "welcome",
    organizationId,
    props: {
      organization: organization.name,
      trialEndsAt: organization.trialEndsAt.toISOString(),
      dashboardUrl: appUrl("/dashboard"),
    },
    dedupeKey: `welcome ${organizationId}`,
  });
}
