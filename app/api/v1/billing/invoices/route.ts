import { z } from "zod";
import { billingRoles, invoicesPage } from "@/lib/billing";
import { route } from "@/lib/http";
import { parseInput } from "@/lib/parse-input";
import { asMember } from "@/lib/tenancy";

const querySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(500).optional(),
});

export const GET = route(async (request) => {
  const query = parseInput(querySchema, Object.fromEntries(new URL(request.url).searchParams));
  const page = await asMember({ roles: billingRoles }, (member) => invoicesPage(member, query));
  return Response.json(page, { headers: { "Cache-Control": "no-store" } });
});
