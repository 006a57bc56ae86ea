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
 *
 * @returns whether one of them has no trial for that reason.
 */
export async function recognizeOwner(ctx: Context, { userId, email }: Recognized): Promise<{ trialRefused: boolean }> {
  const owned = (await ownMemberships(ctx, userId)).filter(({ role }) => role === "owner");
  let trialRefused = false;
  for (const { organizationId } of owned) {
    await setTenant(ctx.tx, organizationId);
    trialRefused = (await welcome(inTenant(ctx, organizationId), email)) || trialRefused;
  }
  return { trialRefused };
}

/** @returns whether the organization has no trial, because its company has had one. */
async function welcome(ctx: TenantContext, to: string): Promise<boolean> {
  const { tx, organizationId } = ctx;
  // Locked before the trial, as by everything that changes billing.
  await tx
    .select({ status: subscriptions.status })
    .from(subscriptions)
    .where(eq(subscriptions.organizationId, organizationId))
    .for("update");
  await tx.update(trials).set({ verifyBy: null }).where(eq(trials.organizationId, organizationId));
  const [organization] = await tx
    .select({ name: organizations.name, trialEndsAt: trials.endsAt, refusedDomain: trials.refusedDomain })
    .from(organizations)
    .innerJoin(trials, eq(trials.organizationId, organizations.id))
    .where(eq(organizations.id, organizationId));
  if (!organization) return false;
  const { name, trialEndsAt } = organization;
  const atSignUp = trialEndsAt <= ctx.now ? organization.refusedDomain : null;
  const refused = (await claimTrialDomain(ctx, { email: to })) ?? atSignUp;
  const common = { to, organizationId, dedupeKey: `welcome ${organizationId}` };
  if (refused) {
    const props = { organization: name, domain: refused, billingUrl: appUrl("/billing") };
    await enqueueEmail(ctx, { ...common, template: "trial-refused", props });
    return true;
  }
  const props = { organization: name, trialEndsAt: trialEndsAt.toISOString(), dashboardUrl: appUrl("/dashboard") };
  await enqueueEmail(ctx, { ...common, template: "welcome", props });
  return false;
}
