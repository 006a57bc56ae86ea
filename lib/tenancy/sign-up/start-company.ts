import "server-only";
import { withAnySecret } from "@/lib/auth-secrets";
import type { Context } from "@/lib/context";
import { noteSignUpSource } from "@/lib/visits";
import { usedTrialDomain } from "../claim-trial-domain";
import { startOrganization } from "../organizations/start-organization";
import { readSignUpLink } from "./sign-up-link";
import { takeExternalId } from "./take-external-id";

/** What a new owner has chosen. */
export type NewCompany = {
  company: string;
  email: string;
  plan?: string | undefined;
  interval?: string | undefined;
  currency?: string | undefined;
  link?: string | undefined;
};

/** From where a request came. */
export type Visitor = { address: string; userAgent: string };

/** The organization of someone who has just signed up. A company that has had its trial gets none. @returns its ID. */
export async function startCompany(
  ctx: Context,
  { company, email, link, ...chosen }: NewCompany & { ownerId: string },
  visitor: Visitor | undefined,
): Promise<string> {
  const refusedDomain = await usedTrialDomain(ctx, email);
  const tenant = await startOrganization(ctx, { ...chosen, name: company, refusedDomain });
  const invited = link ? withAnySecret((secret) => readSignUpLink(link, ctx.wall, secret)) : undefined;
  if (invited) await takeExternalId(tenant, { externalId: invited.externalId, name: company });
  await noteSignUpSource(tenant, visitor);
  return tenant.organizationId;
}
