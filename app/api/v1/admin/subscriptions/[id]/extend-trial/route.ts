import { asPlatformAdmin, extendTrial, extendTrialSchema, subscriptionId } from "@/lib/admin";
import { assertSameOrigin } from "@/lib/auth";
import { inTenant } from "@/lib/context";
import { readJson, route } from "@/lib/http";

export const POST = route(async (request, { params }: { params: Promise<{ id: string }> }) => {
  assertSameOrigin(request);
  const organizationId = subscriptionId(await params);
  const input = await readJson(request, extendTrialSchema);
  return Response.json(await asPlatformAdmin((admin) => extendTrial(inTenant(admin, organizationId), input)));
});
