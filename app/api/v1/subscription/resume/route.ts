import { assertSameOrigin } from "@/lib/auth";
import { resumeSubscription } from "@/lib/billing";
import { route } from "@/lib/http";
import { answerOnce } from "@/lib/idempotency";
import { asPayer } from "@/lib/tenancy";

export const POST = route(async (request) => {
  assertSameOrigin(request);
  return asPayer((member) => answerOnce(member, { request, input: null }, () => resumeSubscription(member)));
});
