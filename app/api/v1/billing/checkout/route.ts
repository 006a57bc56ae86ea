import { assertSameOrigin } from "@/lib/auth";
import { billingRoles, checkoutSchema, startCheckout } from "@/lib/billing";
import { readJson, route } from "@/lib/http";
import { answerOnce } from "@/lib/idempotency";
import { asMember } from "@/lib/tenancy";

export const POST = route(async (request) => {
  assertSameOrigin(request);
  const input = await readJson(request, checkoutSchema);
  return asMember({ roles: billingRoles, verified: true, asksStripe: true }, (member) =>
    answerOnce(member, { request, input }, () => startCheckout(member, input)),
  );
});
