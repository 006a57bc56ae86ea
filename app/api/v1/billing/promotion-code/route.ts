import { assertSameOrigin, countAttempt, requestAddress, requireSession } from "@/lib/auth";
import { redeemCode, redeemCodeSchema } from "@/lib/billing";
import { readJson, route } from "@/lib/http";
import { answerOnce } from "@/lib/idempotency";
import { asPayer } from "@/lib/tenancy";

export const POST = route(async (request) => {
  assertSameOrigin(request);
  const input = await readJson(request, redeemCodeSchema);
  const { user } = await requireSession();
  await countAttempt("promotion_code", { account: user.id, address: await requestAddress() });
  return asPayer((member) => answerOnce(member, { request, input }, () => redeemCode(member, input)));
});
