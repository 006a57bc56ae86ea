import { asPlatformAdmin, userIdOf } from "@/lib/admin";
import {
  assertSameOrigin,
  beginImpersonation,
  customersOrganization,
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
  const { answer, token } = await asPlatformAdmin(async (admin) => {
    const organization = await customersOrganization(admin, input);
    let token: string | undefined;
    const answer = await answerOnce(inTenant(admin, organization), { request, input }, async () => {
      const made = await beginImpersonation(admin, { ...input, organization });
      token = made.token;
      return made.begun;
    });
    return { answer, token };
  });
  if (token) await setImpersonationCookie(token);
  return answer;
});
