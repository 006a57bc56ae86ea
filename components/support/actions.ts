"use server";

import { redirect } from "next/navigation";
import { answerForm } from "@/lib/action";
import { countAttempt, currentSession, requestAddress, sessionActor } from "@/lib/auth";
import { withoutTenant } from "@/lib/context";
import { forbidden, notFound } from "@/lib/errors";
import type { FormState } from "@/lib/form-state";
import { parseInput } from "@/lib/parse-input";
import { sendSupportRequest, supportRequestSchema } from "@/lib/support";
import { ownOrganizations } from "@/lib/tenancy";

/** Sends a message to support, from anyone. It's about one of the person's organizations if they are signed in and chose one. */
export async function sendRequest(_state: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, async (input) => {
    const given = parseInput(supportRequestSchema, input);
    await countAttempt("support_request", { account: given.email, address: await requestAddress() });
    const session = await currentSession();
    if (session?.impersonator)
      throw forbidden("You're in a support session. Exit it first.", { reason: "impersonation" });
    const organizationId = given.organization || null;
    if (organizationId) {
      const own = session ? await ownOrganizations(session) : [];
      if (!own.some(({ id }) => id === organizationId)) throw notFound("organization");
    }
    const actor = session ? sessionActor(session) : ({ kind: "system", id: "sign_up" } as const);
    const { reference } = await withoutTenant({ actor }, (ctx) =>
      sendSupportRequest(ctx, given, session ? { userId: session.user.id, organizationId } : null),
    );
    redirect(`/support?sent=${reference}`);
  });
}
