import { asPlatformAdmin, userIdOf } from "@/lib/admin";
import {
  assertSameOrigin,
  beginImpersonation,
  customersOrganization,
  type Impersonation,
  impersonateSchema,
  setImpersonationCookie,
} from "@/lib/auth";
import { inTenant } from "@/lib/context";
import { readJson, route } from "@/lib/http";
import { answerOnce } from "@/lib/idempotency";

/** The cookie comes with the first answer alone: no other keeps the token. */
export const POST = route(async (request, { params }: { params: Promise<{ userId: string }> }) => {
  assertSameOrigin(request);
  const input = { userId: userIdOf(await params), ...(await readJson(request, impersonateSchema)) };
  let made: Impersonation | undefined;
  const answer = await asPlatformAdmin(async (admin) => {
    const organization = await customersOrganization(admin, input);
    return answerOnce(inTenant(admin, organization), { request, input }, async () => {
      made = await beginImpersonation(admin, { ...input, organization });
      return made.begun;
    });
  });
  if (made) await setImpersonationCookie({ token: made.token, organizationId: made.begun.organizationId });
  return answer;
});
