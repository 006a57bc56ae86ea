import type { z } from "zod";
import type { ErrorCode } from "@/lib/errors";
import type { Scope } from "@/lib/keys/input";
import type { Role } from "@/lib/tenancy/members/roles";

/** What every endpoint declares: what it takes, what it answers and how it can fail. */
type Endpoint = {
  method: "get" | "post" | "patch" | "delete";
  /** Variable segments are in braces: `/api/v1/usage/reservations/{id}/commit`. */
  path: `/${string}`;
  /** The product that owns it, if one does: deployments that sell another answer with a 404. */
  product?: string;
  /** One of `tags`, or of the product's. */
  tag: string;
  summary: string;
  description?: string;
  params?: z.ZodObject;
  /** What the path parameters name. A malformed one is then `not_found`, not `invalid_input`. */
  resource?: string;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Reads the body in place of `body`, which then only documents it. Gets the headers too. */
  readBody?: (body: unknown, headers: Headers) => unknown;
  /** A body that works, for the reference. */
  example?: unknown;
  /** 200 if omitted. */
  status?: 200 | 201;
  /** A second status with the same answer: the health check's when something is down. */
  otherStatus?: 503;
  answer: z.ZodType;
  /** In addition to `commonErrors`. */
  errors: readonly ErrorCode[];
};

/** What a product adds to the API: `products/<name>/api/index.ts`. */
export type ProductApi = {
  /** Its groups in the document, each with a description. */
  tags: Readonly<Record<string, string>>;
  operations: Readonly<Record<string, Operation>>;
};

/** What can be done once per `Idempotency-Key`. */
type Repeatable = {
  idempotent?: boolean;
  /** The answer's field that only the first response contains: it is stored, and replayed, as null. */
  secret?: string;
};

/** For a signed-in member, inside the selected organization. */
export type MemberOperation = Endpoint &
  Repeatable & {
    caller: "member";
    /** Everyone if omitted. */
    roles?: readonly Role[];
    /** Requires a verified email address. */
    verified?: boolean;
    /** Requires that the person has proved who they are within 10 minutes. */
    confirmed?: boolean;
    /** What the organization's access must allow; `any` is open to suspended organizations too. */
    access: "read" | "write" | "any";
    /** `read` waits for Stripe; `change` also changes what is paid, and syncs the customer afterward. */
    stripe?: "read" | "change";
    /** Limits how often one person and one address may try. */
    attempts?: "promotion_code";
  };

/** For a platform admin, acting on one organization. */
export type AdminOperation = Endpoint & Repeatable & { caller: "admin" };

/** For a platform admin or a platform key, reading across all organizations. */
export type AdminReaderOperation = Endpoint & { caller: "admin_reader"; method: "get"; scope: "admin:read" };

/** For the SaaS company's own servers. */
export type PlatformOperation = Endpoint & {
  caller: "platform";
  scope: Scope;
  /** The key may come from memory: the handler's own statement checks that it is still valid. */
  cachedKey?: boolean;
  /** Documents the `Idempotency-Key` header, which `readBody` honors. */
  idempotencyKey?: string;
};

/** For anyone who may read an organization: a member, its own key, or a platform key that names it. */
export type ReaderOperation = Endpoint & { caller: "reader"; scope: Scope };

/**
 * For an organization's own servers, and for the SaaS company's, which name the organization: writes a product's data. The
 * handler's verb checks that the organization may write.
 */
export type WriterOperation = Endpoint & { caller: "writer"; scope: "data:write" };

/** For anyone, without credentials. */
export type PublicOperation = Endpoint & { caller: "anyone" };

/**
 * For a signed-in member: a file instead of JSON, made after the transaction that authorized it. Refused in a support session,
 * which takes no data along.
 */
export type FileOperation = Endpoint & {
  caller: "download";
  file: "application/zip" | "text/csv";
  /** Everyone if omitted. */
  roles?: readonly Role[];
  /** Limits how often one organization and one address may try. */
  attempts?: "export" | "usage_export";
};

/** One endpoint of the API. The route, the document, the client's types and the contract test follow from it. */
export type Operation = JsonOperation | FileOperation;

export type JsonOperation =
  | MemberOperation
  | AdminOperation
  | AdminReaderOperation
  | PlatformOperation
  | ReaderOperation
  | WriterOperation
  | PublicOperation;

/** Keeps the literal types of each declaration. */
export const defineOperations = <const Operations extends Record<string, Operation>>(operations: Operations) =>
  operations;

export type Credential = "platform_key" | "organization_key" | "session" | "admin_session";

const credentials: Readonly<Record<Operation["caller"], readonly Credential[]>> = {
  member: ["session"],
  admin: ["admin_session"],
  admin_reader: ["platform_key", "admin_session"],
  platform: ["platform_key"],
  reader: ["platform_key", "organization_key", "session"],
  writer: ["platform_key", "organization_key"],
  anyone: [],
  download: ["session"],
};

export const credentialsFor = ({ caller }: Operation): readonly Credential[] => credentials[caller];

/** A browser sends cookies with another site's requests too; keys it does not send. */
export const needsSameOrigin = ({ caller, method }: Operation): boolean =>
  caller !== "platform" && caller !== "writer" && method !== "get";

export const isIdempotent = (operation: Operation): boolean => "idempotent" in operation && !!operation.idempotent;

/** What the `Idempotency-Key` header does, for the document; undefined if it isn't honored. */
export function idempotencyOf(operation: Operation): string | undefined {
  if (operation.caller === "platform") return operation.idempotencyKey;
  return isIdempotent(operation)
    ? "Retrying with the same key and body returns the first response, for at least 24 hours. A different body gets a 409."
    : undefined;
}

export const tags = {
  Usage: "Report usage, reserve it in advance, and read meters and limits.",
  Credits: "Read prepaid credits and every change of them.",
  Features: "Check what an organization may use, and why.",
  Subscription: "Read, change, cancel and resume the signed-in organization's plan.",
  Billing: "Checkout, customer portal, previews and invoices.",
  Keys: "API keys for the customer's own servers.",
  Export: "Download the signed-in organization's data.",
  Health: "Whether the service works.",
  Admin: "For platform admins: manage organizations and monitor the platform.",
} as const;

/** What any operation can answer. */
export const commonErrors: readonly ErrorCode[] = [
  "invalid_input",
  "unauthenticated",
  "forbidden",
  "not_found",
  "rate_limited",
  "unavailable",
  "internal",
];

/** The type of what a successful request returns. */
export const contentTypeOf = (operation: Operation): string =>
  operation.caller === "download" ? operation.file : "application/json";

export const errorsOf = (operation: Operation): ErrorCode[] => [
  ...new Set<ErrorCode>([
    ...commonErrors,
    ...(operation.body ? (["too_large", "request_timeout"] as const) : []),
    // Another organization is selected than the request names.
    ...(credentialsFor(operation).includes("session") ? ["conflict" as const] : []),
    ...operation.errors,
  ]),
];

/** Whether a request's path is one of the operation's: `/api/v1/x/{id}` matches `/api/v1/x/7`. */
export function matches({ path }: Pick<Operation, "path">, pathname: string): boolean {
  const declared = path.split("/");
  const given = pathname.split("/");
  return (
    declared.length === given.length && declared.every((part, index) => part.startsWith("{") || part === given[index])
  );
}
