import type { z } from "zod";
import type { ErrorCode } from "@/lib/errors";
import type { Scope } from "@/lib/keys/input";

/** Who may call an operation, and with what. */
export type Caller = "platform_key" | "api_key" | "session";

/** One endpoint of the API: what it takes, what it answers, why it refuses. The document and the tests read it. */
export type Operation = {
  /** `operationId`: a verb and what it is done to. */
  id: string;
  method: "get" | "post" | "patch" | "delete";
  /** From `/api/v1` on; segments that vary are in braces. */
  path: string;
  tag: Tag;
  summary: string;
  description?: string;
  callers: readonly Caller[];
  /** What a key must be allowed. */
  scope?: Scope;
  query?: z.ZodObject;
  /** The names of the path's varying segments; text when it is left out. */
  segments?: z.ZodObject;
  body?: z.ZodType;
  /** Honours `Idempotency-Key`. */
  once?: boolean;
  status?: 200 | 201;
  answer: z.ZodType;
  /** Besides those which every operation may answer. */
  refusals: readonly ErrorCode[];
  /** A body that works, for the reference. */
  example?: unknown;
};

export const tags = {
  Usage: "Report what was used, hold amounts before it is known, and read where the meters stand.",
  Features: "Ask what an organization may do, and why.",
  Subscription: "The plan of the signed-in organization: read it, change it, end it, take it up again.",
  Billing: "Checkout, the customer portal, previews and invoices.",
  Keys: "Keys of the customer's own servers.",
  Admin: "What a platform admin does to an organization.",
} as const;

export type Tag = keyof typeof tags;

/** What any operation may answer: bad input, no one known, no right to it, too much at once, something away. */
export const commonRefusals: readonly ErrorCode[] = [
  "invalid_input",
  "unauthenticated",
  "forbidden",
  "not_found",
  "rate_limited",
  "unavailable",
  "internal",
];

/** Those that come with a body besides. */
export const bodyRefusals: readonly ErrorCode[] = ["too_large"];

export const refusalsOf = ({ refusals, body }: Operation): ErrorCode[] => [
  ...new Set([...commonRefusals, ...(body ? bodyRefusals : []), ...refusals]),
];

/** Whether a request's path is one of the operation's: `/api/v1/x/{id}` holds `/api/v1/x/7`. */
export function matches({ path }: Pick<Operation, "path">, pathname: string): boolean {
  const wanted = path.split("/");
  const given = pathname.split("/");
  return wanted.length === given.length && wanted.every((part, index) => part.startsWith("{") || part === given[index]);
}
