import "server-only";
import { createUser, requestVerification, type SignUpInput, signInUrls } from "@/lib/auth";
import type { Context } from "@/lib/context";
import { enqueueEmail } from "@/lib/email";
import { env } from "@/lib/env";
import { noteSignUpSource } from "@/lib/visits";
import { usedTrialDomain } from "../claim-trial-domain";
import { startOrganization } from "../organizations/start-organization";
import { readSignUpLink } from "./sign-up-link";
import { takeExternalId } from "./take-external-id";

/** Undefined for a known address, which the caller must not reveal. */
export type SignUpOutcome = { userId: string; organizationId: string } | undefined;

/**
 * Creates person, organization, trial, ownership, audit row and verification email in one transaction. A known address gets
 * an email that says so instead, and nothing else changes. A company that has had its trial gets none.
 *
 * @param visitor from where the request came, to note how the person found us.
 */
export async function signUp(
  ctx: Context,
  { company, email, password, plan, interval, currency, link }: SignUpInput,
  visitor?: { address: string; userAgent: string },
): Promise<SignUpOutcome> {
  const userId = await createUser(ctx, { email, password, verified: false });
  if (!userId) {
    await enqueueEmail(ctx, { to: email, template: "already-registered", props: signInUrls() });
    return undefined;
  }
  const refusedDomain = await usedTrialDomain(ctx, email);
  const tenant = await startOrganization(ctx, {
    name: company,
    ownerId: userId,
    plan,
    interval,
    currency,
    refusedDomain,
  });
  const { organizationId } = tenant;
  const invited = link ? readSignUpLink(link, ctx.wall, env.AUTH_SECRET) : undefined;
  if (invited) await takeExternalId(tenant, { externalId: invited.externalId, name: company });
  await noteSignUpSource(tenant, visitor);
  await requestVerification(ctx, { userId });
  return { userId, organizationId };
}
