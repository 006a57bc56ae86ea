import "server-only";
import { createHash } from "node:crypto";
import { and, eq, lt, sql } from "drizzle-orm";
import { idempotencyKeys } from "@/db/schema";
import type { Actor, TenantContext } from "@/lib/context";
import { conflict, invalidInput } from "@/lib/errors";

/** For so long an answer is kept, as Stripe keeps its own. */
const keptFor = 24 * 60 * 60 * 1000;

/** What "the same request" means: the body as it was understood, and the path. */
type Asked<T> = {
  request: Request;
  input: unknown;
  /** Of the first answer and of each after it; 200 when it is left out. */
  status?: 200 | 201;
  /** What is kept of an answer, and told again: for one that holds a secret, which is nowhere to be kept. All of it when left out. */
  kept?: (answer: T) => unknown;
};

/**
 * Answers a POST, and one that names an `Idempotency-Key` only once: the same request again gets the first answer, kept in
 * the transaction of the work itself, so there is no work without its answer and no answer without its work. Two at once
 * run one after the other. What failed is not kept: it may be tried again with the same key.
 *
 * @throws GatehouseError `conflict` when the key was used for another request, `invalid_input` for a malformed key.
 */
export async function answerOnce<T>(
  ctx: TenantContext,
  { request, input, status = 200, kept = (whole) => whole }: Asked<T>,
  work: () => Promise<T>,
): Promise<Response> {
  const key = keyOf(request);
  if (key === null) return answer(status, JSON.stringify(await work()));
  const fingerprint = fingerprintOf(request, input);
  const first = await firstAnswer(ctx, key);
  if (first && first.fingerprint !== fingerprint) {
    throw conflict("This Idempotency-Key was used for another request.", { reason: "idempotency_key_reused" });
  }
  if (first) return answer(first.status, first.body, { "Idempotent-Replayed": "true" });
  const made = await work();
  await keep(ctx, { key, fingerprint, status, body: JSON.stringify(kept(made)) });
  return answer(status, JSON.stringify(made));
}

function keyOf({ headers }: Request): string | null {
  const key = headers.get("idempotency-key");
  if (key === null) return null;
  if (!/^[\x21-\x7e]{1,255}$/.test(key))
    throw invalidInput("The Idempotency-Key must be 1 to 255 printable characters.");
  return key;
}

function fingerprintOf({ method, url }: Request, input: unknown): string {
  const request = JSON.stringify([method, new URL(url).pathname, input ?? null]);
  return createHash("sha256").update(request).digest("hex");
}

async function firstAnswer({ tx, now, actor, organizationId }: TenantContext, key: string) {
  const who = nameOf(actor);
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`idempotency ${organizationId} ${who} ${key}`}, 0))`,
  );
  const over = new Date(now.getTime() - keptFor);
  await tx
    .delete(idempotencyKeys)
    .where(and(eq(idempotencyKeys.organizationId, organizationId), lt(idempotencyKeys.createdAt, over)));
  const [row] = await tx
    .select({
      fingerprint: idempotencyKeys.fingerprint,
      status: idempotencyKeys.status,
      body: idempotencyKeys.body,
    })
    .from(idempotencyKeys)
    .where(
      and(
        eq(idempotencyKeys.organizationId, organizationId),
        eq(idempotencyKeys.actor, who),
        eq(idempotencyKeys.key, key),
      ),
    );
  return row;
}

async function keep(
  { tx, now, actor, organizationId }: TenantContext,
  row: { key: string; fingerprint: string; status: number; body: string },
): Promise<void> {
  await tx.insert(idempotencyKeys).values({ ...row, organizationId, actor: nameOf(actor), createdAt: now });
}

const nameOf = ({ kind, id }: Actor): string => `${kind} ${id}`;

const answer = (status: number, body: string, headers: Record<string, string> = {}): Response =>
  new Response(body, {
    status,
    headers: { "Content-Type": "application/json", "Cache-Control": "no-store", ...headers },
  });
