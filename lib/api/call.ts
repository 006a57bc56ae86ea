import { ConnectionError, type HttpAnswer, isProblem, sendRequest } from "@gatehouse/client/http";
import type { z } from "zod";
import { noticeOtherOrganization, organizationHeaders } from "@/lib/page-organization";
import type { Operations } from "./operations";

type Operation = Exclude<Operations[keyof Operations], { caller: "download" }>;

/** How an operation is called: `POST /api/v1/billing/preview`. */
type EndpointOf<Op> = Op extends { method: infer Method extends string; path: infer Path extends string }
  ? Path extends `${string}{${string}`
    ? never
    : `${Uppercase<Method>} ${Path}`
  : never;

/** Every endpoint without path parameters. */
export type Endpoint = EndpointOf<Operation>;

type OperationAt<E extends Endpoint> = E extends `${infer Method} ${infer Path}`
  ? Extract<Operation, { method: Lowercase<Method>; path: Path }>
  : never;

type Field<Name extends string, Schema> = Schema extends z.ZodType ? { [Key in Name]: z.input<Schema> } : unknown;
type InputOf<Op> = (Op extends { body: infer Body } ? Field<"body", Body> : unknown) &
  (Op extends { query: infer Query } ? Partial<Field<"query", Query>> : unknown);
type AnswerOf<Op> = Op extends { answer: infer Answer extends z.ZodType } ? z.output<Answer> : never;

/** What an endpoint takes: `{ body }`, `{ query }`, or `{}`. */
export type CallInput<E extends Endpoint> = object & InputOf<OperationAt<E>>;

/** What an endpoint answers, as JSON: dates are ISO 8601 text. */
export type AnswerTo<E extends Endpoint> = AnswerOf<OperationAt<E>>;

/** The API refused or failed. The message can be shown. */
export class ResponseError extends Error {
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
    this.name = "ResponseError";
  }
}

type CallOptions = {
  /** One per intended change, kept across retries: it is then made once. */
  idempotencyKey?: string;
  signal?: AbortSignal;
};

/**
 * Calls the API as the signed-in person, from a page, in the organization that the page was rendered for.
 *
 * @throws Error with a message to show: a `ResponseError`, or another one if there was no response. An `AbortError` when
 *   `signal` aborted the request.
 */
export async function call<E extends Endpoint>(
  endpoint: E,
  input: CallInput<E>,
  options: CallOptions = {},
): Promise<AnswerTo<E>> {
  const answer = await send(endpoint, input, options);
  if (answer.ok && answer.body !== undefined) return asDeclared<E>(answer.body);
  noticeOtherOrganization(answer.body);
  throw new ResponseError(isProblem(answer.body) ? answer.body.title : unreadable, answer.status);
}

const unreadable = "Something went wrong. Reload the page to check whether the change was applied.";

/** Of the client's two ways to fail, a person can do something about one. */
async function send(endpoint: string, input: object, { idempotencyKey, signal }: CallOptions): Promise<HttpAnswer> {
  const [method = "", url = ""] = endpoint.split(" ");
  const headers = { ...organizationHeaders(), ...(idempotencyKey ? { "Idempotency-Key": idempotencyKey } : {}) };
  try {
    return await sendRequest({ ...input, method, url, headers, signal });
  } catch (error) {
    if (!(error instanceof ConnectionError)) throw error;
    throw new Error("The connection failed. Check your network and try again.", { cause: error });
  }
}

/** Not parsed again in the browser: the contract tests check every answer against its operation. */
const asDeclared = <E extends Endpoint>(answer: unknown) => answer as AnswerTo<E>;
