import { assertSameOrigin } from "@/lib/auth";
import { changePlan, changePlanSchema } from "@/lib/billing";
import { readJson, route } from "@/lib/http";
import { answerOnce } from "@/lib/idempotency";
import { asPayer } from "@/lib/tenancy";

export const POST = route(async (request) => {
  assertSameOrigin(request);
  const input = await readJson(request, changePlanSchema);
  return asPayer((member) =>
    answerOnce(member, { request, input }, () => changePlan(member, { ...input, direction: "up" })),
  );
});
