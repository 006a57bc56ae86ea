import "server-only";
import { createUser, requestVerification, type SignUpInput, signInUrls } from "@/lib/auth";
import type { Context } from "@/lib/context";
import { enqueueEmail } from "@/lib/email";
import { startOrganization } from "../organizations/start-organization";

/** Undefined for a known address, which the caller must not reveal. */
export type SignUpOutcome = { userId: string; organizationId: string } | undefined;

/**
 * Creates person, organization, trial, ownership, audit row and verification email in one transaction. A known address gets
 * an email that says so instead, and nothing else changes.
 */
export async function signUp(
  ctx: Context,
  { company, email, password, plan, interval }: SignUpInput,
): Promise<SignUpOutcome> {
  const userId = await createUser(ctx, { email, password, verified: false });
  if (!userId) {
    await enqueueEmail(ctx, { to: email, template: "already-registered", props: signInUrls() });
    return undefined;
  }
  const { organizationId } = await startOrganization(ctx, { name: company, ownerId: userId, plan, interval });
  await requestVerification(ctx, { userId });
  return { userId, organizationId };
}
