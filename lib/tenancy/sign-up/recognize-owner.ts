import "server-only";
import { eq } from "drizzle-orm";
import { organizations, subscriptions, trials } from "@/db/schema";
import { appUrl } from "@/lib/auth";
import { type Context, inTenant, setTenant, type TenantContext } from "@/lib/context";
import { enqueueEmail } from "@/lib/email";
import { ownMemberships } from "../access/choose-organization";
import { claimTrialDomain } from "../claim-trial-domain";

type Recognized = { userId: string; email: string };

/**
 * What follows when an owner's address is verified, by whichever link: the trials of their organizations continue, or end
 * where the company has already used its trial, and the owner gets a welcome email once.
 */
export async function recognizeOwner(ctx: Context, { userId, email }: Recognized): Promise<void> {
  const owned = (await ownMemberships(ctx, userId)).filter(({ role }) => role === "owner");
  for (const { organizationId } of owned) {
    await setTenant(ctx.tx, organizationId);
    await welcome(inTenant(ctx, organizationId), email);
  }
}

async function welcome(ctx: TenantContext, to: string): Promise<void> {
  const { tx, organizationId } = ctx;
  // Locked before the trial, as by everything that changes billing.
  await tx
    .select({ status: subscriptions.status })
    .from(subscriptions)
    .where(eq(subscriptions.organizationId, organizationId))
    .for("update");
  await tx.update(trials).set({ verifyBy: null }).where(eq(trials.organizationId, organizationId));
  const [organization] = await tx
    .select({ name: organizations.name, trialEndsAt: trials.endsAt })
    .from(organizations)
    .innerJoin(trials, eq(trials.organizationId, organizations.id))
    .where(eq(organizations.id, organizationId));
  if (!organization) return;
  const { name, trialEndsAt } = organization;
  const refused = await claimTrialDomain(ctx, { email: to });
  const common = { to, organizationId, dedupeKey: `welcome ${organizationId}` };
  if (refused) {
    const props = { organization: name, domain: refused, billingUrl: appUrl("/billing") };
    return enqueueEmail(ctx, { ...common, template: "trial-refused", props });
  }
  const props = { organization: name, trialEndsAt: trialEndsAt.toISOString(), dashboardUrl: appUrl("/dashboard") };
  return enqueueEmail(ctx, { ...common, template: "welcome", props });
}
