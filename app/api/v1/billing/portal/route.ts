import { assertSameOrigin } from "@/lib/auth";
import { billingRoles, openPortal } from "@/lib/billing";
import { route } from "@/lib/http";
import { asMember } from "@/lib/tenancy";

export const POST = route(async (request) => {
  assertSameOrigin(request);
  return Response.json(await asMember({ roles: billingRoles }, openPortal));
});
