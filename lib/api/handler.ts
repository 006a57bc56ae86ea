import type { z } from "zod";
import type { Admin } from "@/lib/admin";
import type { Actor, Context, TenantContext } from "@/lib/context";
import type { OrganizationQuery } from "@/lib/entitlements";
import type { RecalledKey } from "@/lib/keys";
import type { Member } from "@/lib/tenancy";
import type { FileOperation, JsonOperation } from "./operation";

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;
type Declared<Op, Field extends string> = Op extends { [Key in Field]: infer Value } ? Value : undefined;

/** The parsed request. */
export type Input<Op> = {
  request: Request;
  params: Parsed<Declared<Op, "params">>;
  query: Parsed<Declared<Op, "query">>;
  body: Op extends { readBody: (body: unknown, headers: Headers) => infer Body } ? Body : Parsed<Declared<Op, "body">>;
};

/** Who reports usage, and when. With a cached key, also what the handler's own statement checks. */
export type Reporter<Op = unknown> = { actor: Actor; now: Date } & (Op extends { cachedKey: true }
  ? RecalledKey
  : unknown);

export type CallerContext<Op = unknown> = {
  /** In a transaction of the selected organization. */
  member: { member: Member };
  /** In a transaction of the platform role, acting on one organization. */
  admin: { admin: Admin; ctx: TenantContext; afterCommit: (work: () => Promise<void>) => void };
  /** In a transaction of the platform role. */
  admin_reader: { admin: Context };
  /** Without a transaction: the request names the organization. */
  platform: { reporter: Reporter<Op> };
  /** In a transaction of the organization. */
  reader: { ctx: TenantContext };
  /** In a transaction of the organization. */
  writer: { ctx: TenantContext };
  /** Without a transaction. */
  anyone: object;
};

/** What JSON turns into `Answer`: where it has text, a date will do. */
export type Answerable<Answer> = Answer extends string
  ? string extends Answer
    ? string | Date
    : Answer
  : Answer extends readonly (infer Item)[]
    ? readonly Answerable<Item>[]
    : Answer extends object
      ? { readonly [Key in keyof Answer]: Answerable<Answer[Key]> }
      : Answer;

type AnswerOf<Op extends JsonOperation> = Answerable<z.output<Op["answer"]>>;

/** Answers the parsed request of an authorized caller. A `Response` is sent as it is. */
export type Handler<Op extends JsonOperation> = (
  given: Input<Op> & CallerContext<Op>[Op["caller"]],
) => Promise<AnswerOf<Op> | Response>;

/** Authorizes and records a download in a transaction of the selected organization. What it returns makes the file. */
export type FileHandler<Op extends FileOperation> = (
  given: Input<Op> & CallerContext["member"],
) => Promise<() => Promise<Response>>;

export type HandlerOptions<Op extends JsonOperation> = {
  /** For admins: the organization that is acted on, unless the path's `id` is it. */
  organization?: (given: Input<Op> & { admin: Admin }) => Promise<string>;
  /**
   * For readers: answers a platform key without a transaction. The key and what is known of the organization it names may come
   * from memory: the handler's own statement checks that they are still valid.
   */
  byPlatformKey?: (given: Input<Op> & { asked: OrganizationQuery }) => Promise<AnswerOf<Op>>;
};

/** What Next calls. Routes without path parameters can be called with the request alone. */
export type Route<Op> = Op extends { params: z.ZodObject }
  ? (request: Request, context: { params: Promise<Record<keyof Parsed<Op["params"]>, string>> }) => Promise<Response>
  : (request: Request) => Promise<Response>;
