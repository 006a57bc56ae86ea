import "server-only";
import { createHash } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { idempotencyKeys } from "@/db/schema";
import type { Actor, TenantContext } from "@/lib/context";
import { conflict } from "@/lib/errors";
import { jsonAnswer } from "@/lib/http";
import { idempotencyKeyOf } from "./idempotency-key";

type Options = {
  request: Request;
  /** The parsed body. With the method and the path it decides whether a request is the same. */
  input: unknown;
  /** Of the first answer and its replays; 200 if omitted. */
  status?: 200 | 201;
  /** The answer's field that is stored, and replayed, as null. */
  secret?: string;
};

/**
 * Answers a POST; one with an `Idempotency-Key` is done once. The same request again gets the first answer, which is stored
 * in the transaction of the work itself: neither exists without the other. Concurrent requests with one key run one after
 * the other. A failed request stores nothing and can be retried with the same key. How long answers are stored is one of the
 * retention periods (`lib/privacy`): at least a day, as long as Stripe stores its own.
 *
 * @throws GatehouseError `conflict` when the key was used for another request, `invalid_input` for a malformed key.
 */
export async function answerOnce<T>(
  ctx: TenantContext,
  { request, input, status = 200, secret }: Options,
  work: () => Promise<T>,
): Promise<Response> {
  const key = idempotencyKeyOf(request.headers);
  if (key === null) return jsonAnswer(await work(), status);
  const fingerprint = fingerprintOf(request, input);
  const first = await firstAnswer(ctx, key);
  if (first && first.fingerprint !== fingerprint) {
    throw conflict("This Idempotency-Key was used for another request.", { reason: "idempotency_key_reused" });
  }
  if (first) return replay(first);
  const answer = await work();
  await store(ctx, { key, fingerprint, status, body: JSON.stringify(withoutSecret(answer, secret)) });
  return jsonAnswer(answer, status);
}

function fingerprintOf({ method, url }: Request, input: unknown): string {
  const request = JSON.stringify([method, new URL(url).pathname, input ?? null]);
  return createHash("sha256").update(request).digest("hex");
}

async function firstAnswer({ tx, actor, organizationId }: TenantContext, key: string) {
  const name = nameOf(actor);
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`idempotency ${organizationId} ${name} ${key}`}, 0))`,
  );
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
        eq(idempotencyKeys.actor, name),
        eq(idempotencyKeys.key, key),
      ),
    );
  return row;
}

function replay({ status, body }: { status: number; body: string }): Response {
  const headers = { "Content-Type": "application/json", "Cache-Control": "no-store", "Idempotent-Replayed": "true" };
  return new Response(body, { status, headers });
}

async function store(
  { tx, now, actor, organizationId }: TenantContext,
  row: { key: string; fingerprint: string; status: number; body: string },
): Promise<void> {
  await tx.insert(idempotencyKeys).values({ ...row, organizationId, actor: nameOf(actor), createdAt: now });
}

const nameOf = ({ kind, id }: Actor): string => `${kind} ${id}`;

const withoutSecret = (answer: unknown, secret: string | undefined): unknown =>
  secret !== undefined && typeof answer === "object" ? { ...answer, [secret]: null } : answer;
