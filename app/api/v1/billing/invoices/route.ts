import { billingRoles, invoicesPage, invoicesQuerySchema } from "@/lib/billing";
import { route } from "@/lib/http";
import { parseInput } from "@/lib/parse-input";
import { asMember } from "@/lib/tenancy";

export const GET = route(async (request) => {
  const query = parseInput(invoicesQuerySchema, Object.fromEntries(new URL(request.url).searchParams));
  const page = await asMember({ roles: billingRoles }, (member) => invoicesPage(member, query));
  return Response.json(page, { headers: { "Cache-Control": "no-store" } });
});
