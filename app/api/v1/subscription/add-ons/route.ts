import { assertSameOrigin } from "@/lib/auth";
import { changeAddOns, changeAddOnsSchema } from "@/lib/billing";
import { readJson, route } from "@/lib/http";
import { answerOnce } from "@/lib/idempotency";
import { asPayer } from "@/lib/tenancy";

export const POST = route(async (request) => {
  assertSameOrigin(request);
  const input = await readJson(request, changeAddOnsSchema);
  return asPayer((member) => answerOnce(member, { request, input }, () => changeAddOns(member, input)));
});
