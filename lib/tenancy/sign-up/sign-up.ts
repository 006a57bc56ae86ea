import "server-only";
import { createUser, requestVerification, type SignUpInput, signInUrls } from "@/lib/auth";
import type { Context } from "@/lib/context";
import { enqueueEmail } from "@/lib/email";
import { startCompany, type Visitor } from "./start-company";

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
  visitor?: Visitor,
): Promise<SignUpOutcome> {
  const userId = await createUser(ctx, { email, password, verified: false });
  if (!userId) {
    await enqueueEmail(ctx, { to: email, template: "already-registered", props: signInUrls() });
    return undefined;
  }
  const chosen = { company, email, plan, interval, currency, link };
  const organizationId = await startCompany(ctx, { ...chosen, ownerId: userId }, visitor);
  await requestVerification(ctx, { userId });
  return { userId, organizationId };
}
