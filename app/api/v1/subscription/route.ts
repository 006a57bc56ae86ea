import { billingSummary } from "@/lib/billing";
import { route } from "@/lib/http";
import { asMember } from "@/lib/tenancy";

export const GET = route(async () => {
  const subscription = await asMember({}, billingSummary);
  return Response.json(subscription, { headers: { "Cache-Control": "no-store" } });
});
