import "server-only";
import { desc, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { supportReplies, supportRequests } from "@/db/schema";
import { type AuditAction, platformChain, recordAudit } from "@/lib/audit";
import { appUrl } from "@/lib/auth";
import type { Context } from "@/lib/context";
import { enqueueEmail } from "@/lib/email";
import { conflict, found } from "@/lib/errors";
import type { AnswerInput, SupportStateInput } from "./input";
import { referenceOf } from "./reference";

/**
 * Emails an answer to the person who sent the request, which is then answered. In the platform role.
 *
 * @throws GatehouseError `not_found`; `conflict` for the same answer twice in a row, as after a second click.
 */
export async function answerRequest(ctx: Context, { requestId, text }: AnswerInput): Promise<void> {
  const request = await lockRequest(ctx, requestId);
  const [last] = await ctx.tx
    .select({ text: supportReplies.text })
    .from(supportReplies)
    .where(eq(supportReplies.requestId, requestId))
    .orderBy(desc(supportReplies.createdAt), desc(supportReplies.id))
    .limit(1);
  if (last?.text === text) throw conflict("This reply was already sent.");
  const id = uuidv7();
  const authorId = ctx.actor.kind === "user" ? ctx.actor.id : null;
  await ctx.tx.insert(supportReplies).values({ id, requestId, authorId, text, createdAt: ctx.now });
  await enqueueEmail(ctx, {
    to: request.email,
    template: "support-reply",
    props: { reference: referenceOf(requestId), paragraphs: paragraphsOf(text), supportUrl: appUrl("/support") },
    dedupeKey: `support-reply:${id}`,
    ...(request.organizationId ? { organizationId: request.organizationId } : {}),
  });
  await setState(ctx, requestId, "answered");
  await record(ctx, request, "support.answered");
}

/** Closes a request, or opens it again. No email is sent. @throws GatehouseError `not_found`; `conflict` if it is already so. */
export async function changeState(ctx: Context, { requestId, state }: SupportStateInput): Promise<void> {
  const request = await lockRequest(ctx, requestId);
  if (request.state === state) throw conflict(`This request is already ${state}.`);
  await setState(ctx, requestId, state);
  await record(ctx, request, state === "closed" ? "support.closed" : "support.reopened");
}

/** For spam, and when someone asks for it. @throws GatehouseError `not_found`. */
export async function deleteRequest(ctx: Context, { requestId }: { requestId: string }): Promise<void> {
  const request = await lockRequest(ctx, requestId);
  await ctx.tx.delete(supportRequests).where(eq(supportRequests.id, requestId));
  await record(ctx, request, "support.deleted");
}

type Locked = Awaited<ReturnType<typeof lockRequest>>;

async function lockRequest({ tx }: Context, requestId: string) {
  const [row] = await tx.select().from(supportRequests).where(eq(supportRequests.id, requestId)).for("update");
  return found(row, "support request");
}

const setState = ({ tx, now }: Context, requestId: string, state: Locked["state"]) =>
  tx.update(supportRequests).set({ state, changedAt: now }).where(eq(supportRequests.id, requestId));

const record = (ctx: Context, { id, organizationId, topic }: Locked, action: AuditAction) =>
  recordAudit(ctx, {
    organizationId: organizationId ?? platformChain,
    action,
    subject: id,
    details: { reference: referenceOf(id), topic },
  });

/** Blank lines separate paragraphs. */
const paragraphsOf = (text: string): string[] =>
  text.split(/\r?\n\s*\r?\n/).flatMap((paragraph) => paragraph.trim() || []);
