"use server";

import { type ActionResult, answer } from "@/lib/action";
import {
  countAttempt,
  currentSession,
  requestAddress,
  requestVerification,
  sessionActor,
  tokenInputSchema,
} from "@/lib/auth";
import { withoutTenant } from "@/lib/context";
import { parseInput } from "@/lib/parse-input";
import { confirmEmail } from "@/lib/tenancy";

export async function verify(input: unknown): Promise<ActionResult> {
  return answer(async () => {
    const { token } = parseInput(tokenInputSchema, input);
    await withoutTenant({ actor: { kind: "system", id: "sign_up" } }, (ctx) => confirmEmail(ctx, { token }));
    return undefined;
  });
}

/** Says the same without a session: whoever signed up with a known address has none (docs/decisions/0006). */
export async function resendVerification(): Promise<ActionResult> {
  return answer(async () => {
    const session = await currentSession();
    if (!session || session.impersonator) return undefined;
    await countAttempt("verification", { account: session.user.email, address: await requestAddress() });
    await withoutTenant({ actor: sessionActor(session) }, (ctx) =>
      requestVerification(ctx, { userId: session.user.id }),
    );
    return undefined;
  });
}
