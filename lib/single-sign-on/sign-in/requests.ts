import "server-only";
import { randomBytes } from "node:crypto";
import { and, eq, gt, isNotNull, isNull } from "drizzle-orm";
import { ssoRequests } from "@/db/schema";
import type { SsoProfile, SsoReceived } from "@/db/schema/single-sign-on";
import { type Actor, type TenantContext, withTenant } from "@/lib/context";
import { addMinutes } from "@/lib/durations";
import { SsoRefusal } from "../refusal";

export type SsoRequest = typeof ssoRequests.$inferSelect;

/** The actor before anyone is signed in. */
export const ssoActor: Actor = { kind: "system", id: "sign_up" };

/** How long a person may take at the identity provider, in minutes. */
export const requestMinutes = 15;

type NewRequest = { purpose: SsoRequest["purpose"]; browserHash: string; next: string; testedBy?: string };

/** XML IDs begin with a letter or an underscore. */
const newId = () => `_${randomBytes(20).toString("hex")}`;
const newSecret = () => randomBytes(32).toString("base64url");

export async function openRequest({ tx, organizationId, wall }: TenantContext, input: NewRequest): Promise<SsoRequest> {
  const [row] = await tx
    .insert(ssoRequests)
    .values({
      ...input,
      organizationId,
      id: newId(),
      nonce: newSecret(),
      codeVerifier: newSecret(),
      createdAt: wall,
      expires: addMinutes(wall, requestMinutes),
    })
    .returning();
  if (!row) throw new Error("unreachable: the request was inserted");
  return row;
}

/**
 * Marks a request as answered, in its own transaction: even if the response is refused, the request can't be answered again.
 *
 * @throws SsoRefusal `expired` for an unknown, expired or answered request.
 */
export async function takeRequest(organizationId: string, id: string): Promise<SsoRequest> {
  const row = await withTenant({ organizationId, actor: ssoActor }, async ({ tx, wall }) => {
    const [taken] = await tx
      .update(ssoRequests)
      .set({ answeredAt: wall })
      .where(
        and(
          eq(ssoRequests.organizationId, organizationId),
          eq(ssoRequests.id, id),
          isNull(ssoRequests.answeredAt),
          gt(ssoRequests.expires, wall),
        ),
      )
      .returning();
    return taken;
  });
  if (!row)
    throw new SsoRefusal(
      "expired",
      "The response is to a request that is unknown, has expired or was already answered.",
    );
  return row;
}

type Answer = { profile?: SsoProfile; assertionId?: string; received: SsoReceived | null };

/** @throws SsoRefusal `invalid_response` for an assertion that was accepted before. */
export async function recordAnswer(ctx: TenantContext, id: string, answer: Answer): Promise<void> {
  const { profile = null, assertionId = null, received } = answer;
  await ctx.tx
    .update(ssoRequests)
    .set({ profile, assertionId, received })
    .where(and(eq(ssoRequests.organizationId, ctx.organizationId), eq(ssoRequests.id, id)))
    .catch((error: unknown) => {
      if (assertionId === null || !isRepeated(error)) throw error;
      throw new SsoRefusal("invalid_response", "The assertion was already used.", { cause: error });
    });
}

/**
 * Takes an answered request to finish it in the browser that began it, once.
 *
 * @throws SsoRefusal `expired`, `other_browser`.
 */
export async function takeAnswer(
  { tx, organizationId, wall }: TenantContext,
  { id, browserHash }: { id: string; browserHash: string | undefined },
): Promise<SsoRequest> {
  const [row] = await tx
    .update(ssoRequests)
    .set({ finishedAt: wall })
    .where(
      and(
        eq(ssoRequests.organizationId, organizationId),
        eq(ssoRequests.id, id),
        isNotNull(ssoRequests.answeredAt),
        isNull(ssoRequests.finishedAt),
        gt(ssoRequests.expires, wall),
      ),
    )
    .returning();
  if (!row) throw new SsoRefusal("expired", "The sign-in has expired or was already finished.");
  if (row.browserHash !== browserHash) {
    throw new SsoRefusal("other_browser", "The sign-in wasn't finished in the browser it began in.");
  }
  return row;
}

function isRepeated(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && cause.code === "23505") return true;
  }
  return false;
}
