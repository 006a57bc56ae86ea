import { assertSameOrigin } from "@/lib/auth";
import { billingRoles, openPortal } from "@/lib/billing";
import { route } from "@/lib/http";
import { answerOnce } from "@/lib/idempotency";
import { asMember } from "@/lib/tenancy";

export const POST = route(async (request) => {
  assertSameOrigin(request);
  return asMember({ roles: billingRoles, asksStripe: true }, (member) =>
    answerOnce(member, { request, input: null }, () => openPortal(member)),
  );
});
