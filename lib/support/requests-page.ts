import "server-only";
import { and, asc, count, desc, eq, ilike, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { organizations, supportReplies, supportRequests, users } from "@/db/schema";
import type { Context } from "@/lib/context";
import { found } from "@/lib/errors";
import type { SupportFilter } from "./input";
import { referenceOf } from "./reference";
import type { SupportState } from "./topics";

const listed = ({ tx }: Context) =>
  tx
    .select({
      id: supportRequests.id,
      name: supportRequests.name,
      email: supportRequests.email,
      topic: supportRequests.topic,
      message: supportRequests.message,
      state: supportRequests.state,
      createdAt: supportRequests.createdAt,
      changedAt: supportRequests.changedAt,
      organizationId: supportRequests.organizationId,
      organizationName: organizations.name,
    })
    .from(supportRequests)
    .leftJoin(organizations, eq(organizations.id, supportRequests.organizationId))
    .$dynamic();
export type ListedRequest = Awaited<ReturnType<typeof listed>>[number];

/** Requests in a state, a page at a time: open ones from the oldest, who has waited longest, others from the newest. In the platform role. */
export async function supportRequestsPage(ctx: Context, { state, search, after }: SupportFilter, size = 25) {
  const oldestFirst = state === "open";
  const order = oldestFirst ? asc : desc;
  const rows = await listed(ctx)
    .where(
      and(
        state === "all" ? undefined : eq(supportRequests.state, state),
        search === undefined ? undefined : matching(search),
        isAfter(after, oldestFirst),
      ),
    )
    .orderBy(order(supportRequests.createdAt), order(supportRequests.id))
    .limit(size + 1);
  const page = rows.slice(0, size);
  const last = page.at(-1);
  return { rows: page, next: rows.length > size && last ? `${last.createdAt.toISOString()}~${last.id}` : undefined };
}

/** How many requests there are in each state. */
export async function supportCounts({ tx }: Context): Promise<Record<SupportState, number>> {
  const rows = await tx
    .select({ state: supportRequests.state, total: count() })
    .from(supportRequests)
    .groupBy(supportRequests.state);
  const of = (state: SupportState) => rows.find((row) => row.state === state)?.total ?? 0;
  return { open: of("open"), answered: of("answered"), closed: of("closed") };
}

export type SupportRequest = Awaited<ReturnType<typeof supportRequest>>;

/** A request with its answers, in the platform role. @throws GatehouseError `not_found`. */
export async function supportRequest(ctx: Context, id: string) {
  const [row] = z.uuid().safeParse(id).success ? await listed(ctx).where(eq(supportRequests.id, id)) : [];
  const request = found(row, "support request");
  const answers = await ctx.tx
    .select({
      id: supportReplies.id,
      text: supportReplies.text,
      createdAt: supportReplies.createdAt,
      name: users.name,
      email: users.email,
    })
    .from(supportReplies)
    .leftJoin(users, eq(users.id, supportReplies.authorId))
    .where(eq(supportReplies.requestId, id))
    .orderBy(asc(supportReplies.createdAt), asc(supportReplies.id));
  return {
    ...request,
    reference: referenceOf(id),
    answers: answers.map(({ name, email, ...answer }) => ({ ...answer, author: name ?? email ?? "A former admin" })),
  };
}

function matching(search: string): SQL | undefined {
  const pattern = `%${search.replace(/[\\%_]/g, "\\$&")}%`;
  const reference = /^r-([0-9a-f]{8})$/i.exec(search)?.[1]?.toLowerCase();
  return or(
    ilike(supportRequests.name, pattern),
    ilike(supportRequests.email, pattern),
    ilike(organizations.name, pattern),
    reference === undefined ? undefined : sql`right(${supportRequests.id}::text, 8) = ${reference}`,
  );
}

const cursorSchema = z.tuple([z.iso.datetime(), z.uuid()]);

function isAfter(text: string | undefined, ascending: boolean): SQL | undefined {
  const cursor = cursorSchema.safeParse(text?.split("~"));
  if (!cursor.success) return undefined;
  const [createdAt, id] = cursor.data;
  const than = ascending ? sql`>` : sql`<`;
  return sql`(${supportRequests.createdAt}, ${supportRequests.id}) ${than} (${createdAt}::timestamptz, ${id}::uuid)`;
}
