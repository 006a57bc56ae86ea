import { assertSameOrigin } from "@/lib/auth";
import { billingRoles, previewChange, previewSchema } from "@/lib/billing";
import { readJson, route } from "@/lib/http";
import { answerOnce } from "@/lib/idempotency";
import { asMember } from "@/lib/tenancy";

export const POST = route(async (request) => {
  assertSameOrigin(request);
  const input = await readJson(request, previewSchema);
  return asMember({ roles: billingRoles, asksStripe: true }, (member) =>
    answerOnce(member, { request, input }, () => previewChange(member, input)),
  );
});
