"use server";

import { redirect } from "next/navigation";
import { type ActionResult, answer } from "@/lib/action";
import {
  dropSessionCookie,
  joinSchema,
  openSession,
  requirePerson,
  revokeSessions,
  sessionActor,
  tokenInputSchema,
} from "@/lib/auth";
import { now } from "@/lib/clock";
import { withoutTenant, withTenant } from "@/lib/context";
import { found } from "@/lib/errors";
import { parseInput } from "@/lib/parse-input";
import { acceptInvitation, findInvitation, joinByInvitation, preferOrganization } from "@/lib/tenancy";

/** A new person sets name and password and joins. */
export async function join(input: unknown): Promise<ActionResult> {
  return answer(async () => {
    const given = parseInput(joinSchema, input);
    const invitation = found(await findInvitation(given.token, now()), "invitation");
    const { organizationId } = invitation;
    const { userId } = await withTenant({ organizationId, actor: { kind: "system", id: "sign_up" } }, (ctx) =>
      joinByInvitation(ctx, { ...given, invitation }),
    );
    await openSession(userId);
    await preferOrganization(organizationId);
    redirect("/dashboard");
  });
}

/** The signed-in person joins. */
export async function accept(token: string): Promise<ActionResult> {
  return answer(async () => {
    const given = parseInput(tokenInputSchema, { token });
    const session = await requirePerson();
    const { organizationId } = found(await findInvitation(given.token, now()), "invitation");
    await withTenant({ organizationId, actor: sessionActor(session) }, (ctx) =>
      acceptInvitation(ctx, { token: given.token, userId: session.user.id }),
    );
    await preferOrganization(organizationId);
    redirect("/dashboard");
  });
}

/** Somebody else is signed in: makes room for who was invited. */
export async function switchAccount(token: string): Promise<ActionResult> {
  return answer(async () => {
    const given = parseInput(tokenInputSchema, { token });
    const session = await requirePerson();
    await withoutTenant({ actor: sessionActor(session) }, (ctx) =>
      revokeSessions(ctx, { userId: session.user.id, only: session.sessionId }),
    );
    await dropSessionCookie();
    redirect(`/invite/${given.token}`);
  });
}
