import { assertSameOrigin } from "@/lib/auth";
import { billingRoles, checkoutSchema, startCheckout } from "@/lib/billing";
import { readJson, route } from "@/lib/http";
import { asMember } from "@/lib/tenancy";

export const POST = route(async (request) => {
  assertSameOrigin(request);
  const input = await readJson(request, checkoutSchema);
  const checkout = await asMember({ roles: billingRoles, verified: true }, (member) => startCheckout(member, input));
  return Response.json(checkout);
});
