import { asPlatformAdmin, subscriptionId, suspendOrganization, suspensionSchema } from "@/lib/admin";
import { assertSameOrigin } from "@/lib/auth";
import { inTenant } from "@/lib/context";
import { readJson, route } from "@/lib/http";
import { answerOnce } from "@/lib/idempotency";

export const POST = route(async (request, { params }: { params: Promise<{ id: string }> }) => {
  assertSameOrigin(request);
  const organizationId = subscriptionId(await params);
  const input = await readJson(request, suspensionSchema);
  return asPlatformAdmin((admin) => {
    const ctx = inTenant(admin, organizationId);
    return answerOnce(ctx, { request, input }, () => suspendOrganization(ctx, input));
  });
});
