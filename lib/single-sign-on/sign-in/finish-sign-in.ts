import "server-only";
import { and, eq, lte } from "drizzle-orm";
import { memberships, ssoConnections } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { currentSession, nextPath, noteBrowser, openSession } from "@/lib/auth";
import { type TenantContext, withTenant } from "@/lib/context";
import { preferOrganization } from "@/lib/tenancy";
import { isRefusalReason, SsoRefusal } from "../refusal";
import { type Admitted, admit } from "./admit";
import { testPath } from "./begin-sign-in";
import { browserHash } from "./browser";
import { recordRefusedSignIn } from "./record-refused";
import { type SsoRequest, ssoActor, takeAnswer } from "./requests";
import { requireUsable } from "./require-usable";

/** The page that finishes an answered request. */
export const finishPath = (organizationId: string, id: string): string =>
  `/api/sso/${organizationId}/finish?${new URLSearchParams({ request: id })}`;

/**
 * Finishes an answered sign-in in the browser that began it: signs the person in to this organization only. A test signs no one in.
 *
 * @returns where to go.
 * @throws SsoRefusal
 */
export async function finishSso(organizationId: string, id: string): Promise<string> {
  const opening = { organizationId, actor: ssoActor };
  const browser = await browserHash();
  const request = await withTenant(opening, (ctx) => takeAnswer(ctx, { id, browserHash: browser })).catch(
    async (error: unknown) => {
      if (error instanceof SsoRefusal && error.reason === "other_browser") {
        await withTenant(opening, (ctx) => recordRefusedSignIn(ctx, error, { purpose: "sign_in" }));
      }
      throw error;
    },
  );
  if (request.purpose === "test") return finishTest(request);
  requireAnswer(request);
  const { userId, email } = await withTenant(opening, (ctx) => signIn(ctx, request)).catch(async (error: unknown) => {
    if (error instanceof SsoRefusal) {
      const { profile } = request;
      await withTenant(opening, (ctx) => recordRefusedSignIn(ctx, error, { purpose: "sign_in", profile }));
    }
    throw error;
  });
  await openSession(userId, null, { ssoOrganizationId: organizationId });
  await preferOrganization(organizationId);
  await noteBrowser(email);
  return nextPath(request.next);
}

/** @throws SsoRefusal if the response was refused, which is already recorded. */
function requireAnswer({ profile, received }: SsoRequest): void {
  if (profile) return;
  const reason = isRefusalReason(received?.reason) ? received.reason : "invalid_response";
  throw new SsoRefusal(reason, received?.problem ?? "The response was refused.");
}

async function signIn(ctx: TenantContext, { profile, answeredAt }: SsoRequest): Promise<Admitted> {
  await requireUsable(ctx, "sign_in");
  if (!profile) throw new Error("unreachable: the request has an answer");
  const admitted = await admit(ctx, { profile, answeredAt });
  const { organizationId } = ctx;
  await recordAudit(
    { ...ctx, actor: { kind: "user", id: admitted.userId } },
    { organizationId, action: "sso.signed_in", details: { issuer: profile.issuer } },
  );
  return admitted;
}

/** The test counts if the settings haven't changed since it began, and the person who began it is still an owner. */
async function finishTest({ organizationId, id, profile, createdAt, testedBy }: SsoRequest): Promise<string> {
  const session = await currentSession();
  if (!session || session.impersonator || session.user.id !== testedBy) {
    throw new SsoRefusal("other_browser", "Someone else finished the test.");
  }
  await withTenant({ organizationId, actor: { kind: "user", id: session.user.id } }, async (ctx) => {
    await requireOwner(ctx, session.user.id);
    if (!profile) return;
    await ctx.tx
      .update(ssoConnections)
      .set({ testedAt: ctx.wall })
      .where(and(eq(ssoConnections.organizationId, organizationId), lte(ssoConnections.updatedAt, createdAt)));
    await recordAudit(ctx, { organizationId, action: "sso.tested", details: { issuer: profile.issuer } });
  });
  return testPath(id);
}

/** Locked, so that they are still an owner when the test is recorded. @throws SsoRefusal `not_owner`. */
async function requireOwner({ tx, organizationId }: TenantContext, userId: string): Promise<void> {
  const [member] = await tx
    .select({ role: memberships.role })
    .from(memberships)
    .where(and(eq(memberships.organizationId, organizationId), eq(memberships.userId, userId)))
    .for("share");
  if (member?.role !== "owner") throw new SsoRefusal("not_owner", "The person who began the test isn't an owner.");
}
