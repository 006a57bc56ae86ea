import "server-only";
import { eq } from "drizzle-orm";
import { organizations, subscriptions } from "@/db/schema";
import { appUrl, verifyEmail } from "@/lib/auth";
import { type Context, inTenant, setTenant } from "@/lib/context";
import { enqueueEmail } from "@/lib/email";
import { ownMemberships } from "./choose-organization";
import { claimTrialDomain } from "./claim-trial-domain";

/**
 * Verifies an address by the token mailed to it, and welcomes a new owner; one whose company has had its trial, without.
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
  const { name, trialEndsAt } = organization;
  const refused = await claimTrialDomain(inTenant(ctx, organizationId), { email: to });
  const common = { to, organizationId, dedupeKey: `welcome ${organizationId}` };
  if (refused) {
    const props = { organization: name, domain: refused, billingUrl: appUrl("/billing") };
    return enqueueEmail(ctx, { ...common, template: "trial-refused", props });
  }
  const props = { organization: name, trialEndsAt: trialEndsAt.toISOString(), dashboardUrl: appUrl("/dashboard") };
  return enqueueEmail(ctx, { ...common, template: "welcome", props });
}
