import { assertSameOrigin } from "@/lib/auth";
import { acceptOffer, asPayer } from "@/lib/billing";
import { route } from "@/lib/http";
import { answerOnce } from "@/lib/idempotency";

export const POST = route(async (request) => {
  assertSameOrigin(request);
  return asPayer((member) => answerOnce(member, { request, input: null }, () => acceptOffer(member)));
});
