import "server-only";
import { asAdminReader, asPlatformAdmin } from "@/lib/admin";
import { assertSameOrigin, countAttempt, requestAddress, requireSession } from "@/lib/auth";
import { catalog } from "@/lib/catalog";
import { now } from "@/lib/clock";
import { inTenant, type TenantContext } from "@/lib/context";
import { withinDeadline } from "@/lib/deadline";
import type { OrganizationQuery } from "@/lib/entitlements";
import { notFound, unreachable } from "@/lib/errors";
import { jsonAnswer, route } from "@/lib/http";
import { answerOnce } from "@/lib/idempotency";
import { asReader, asWriter, bringsPlatformKey, recallPlatformKey, requireNamed, requirePlatformKey } from "@/lib/keys";
import { asMember, asPayer, type Member, type NamedOrganization, organizationNamedBy } from "@/lib/tenancy";
import type { CallerContext, FileHandler, Handler, HandlerOptions, Route } from "./handler";
import {
  type AdminOperation,
  type AdminReaderOperation,
  type FileOperation,
  type JsonOperation,
  type MemberOperation,
  needsSameOrigin,
  type Operation,
  type PlatformOperation,
  type PublicOperation,
  type ReaderOperation,
  type WriterOperation,
} from "./operation";
import { inputReader, type RawInput, type RouteContext } from "./read-input";

/**
 * Key lookup included: the caller gets an answer within five seconds of its last byte, even if the database hangs. A body that
 * trickles has a limit of its own.
 */
const deadlineMs = 4_700;

/**
 * The handlers of all operations. Methods, because their parameters may be narrower than declared here: the signature of
 * `serve` has checked that they fit the operation.
 */
type AnyHandlers = {
  handle(given: RawInput & CallerContext[keyof CallerContext]): Promise<unknown>;
  organization?(given: RawInput & Pick<CallerContext["admin"], "admin">): Promise<string>;
  byPlatformKey?(given: RawInput & { asked: OrganizationQuery }): Promise<unknown>;
};
type AnyHandler = AnyHandlers["handle"];
type AnyOptions = Omit<AnyHandlers, "handle">;
type Answer = (request: Request, context?: RouteContext) => Promise<Response>;

/**
 * The route handler of an operation: origin, credentials, role and scope are checked, rate limits counted, the input
 * parsed, and repeated requests answered as it declares. Errors become problem documents.
 */
export function serve<Op extends JsonOperation>(
  operation: Op,
  handle: Handler<Op>,
  options?: HandlerOptions<Op>,
): Route<Op>;
export function serve(operation: JsonOperation, handle: AnyHandler, options: AnyOptions = {}): Answer {
  return checked(operation, answerFor(operation, handle, options));
}

function checked(operation: Operation, answer: Answer): Answer {
  const { product } = operation;
  if (product !== undefined && product !== catalog.product) {
    return route(async () => {
      throw notFound("endpoint");
    });
  }
  if (!needsSameOrigin(operation)) return route(answer);
  return route(async (request, context) => {
    assertSameOrigin(request);
    return answer(request, context);
  });
}

function answerFor(operation: JsonOperation, handle: AnyHandler, options: AnyOptions): Answer {
  switch (operation.caller) {
    case "member":
      return answerMember(operation, handle);
    case "admin":
      return answerAdmin(operation, handle, options);
    case "admin_reader":
      return answerAdminReader(operation, handle);
    case "platform":
      return answerPlatform(operation, handle);
    case "reader":
      return answerReader(operation, handle, options);
    case "writer":
      return answerWriter(operation, handle);
    case "anyone":
      return answerAnyone(operation, handle);
    default:
      return unreachable(operation);
  }
}

function answerMember(operation: MemberOperation, handle: AnyHandler): Answer {
  const { attempts } = operation;
  const readInput = inputReader(operation);
  const asCaller = memberRunner(operation);
  return async (request, context) => {
    const input = await readInput(request, context);
    if (attempts) {
      const { user } = await requireSession();
      await countAttempt(attempts, { account: user.id, address: await requestAddress() });
    }
    return asCaller(organizationNamedBy(request), (member) =>
      respond(operation, member, input, () => handle({ ...input, member })),
    );
  };
}

function memberRunner({ method, path, roles, verified, confirmed, access, stripe }: MemberOperation) {
  const attempted = attemptOf({ method, path });
  if (stripe === "change") {
    return <T>(organization: NamedOrganization, work: (member: Member) => Promise<T>) =>
      asPayer({ organization, attempted }, work);
  }
  const options = {
    attempted,
    ...(roles ? { roles } : {}),
    ...(verified ? { verified } : {}),
    ...(confirmed ? { confirmed } : {}),
    ...(access === "any" ? {} : { need: access }),
    asksStripe: stripe === "read",
    supportSession: method === "get",
  };
  return <T>(organization: NamedOrganization, work: (member: Member) => Promise<T>) =>
    asMember({ ...options, organization }, work);
}

function answerAdmin(operation: AdminOperation, handle: AnyHandler, { organization = pathId }: AnyOptions): Answer {
  const readInput = inputReader(operation);
  return async (request, context) => {
    const input = await readInput(request, context);
    const afterCommit: (() => Promise<void>)[] = [];
    const response = await asPlatformAdmin(async (admin) => {
      const ctx = inTenant(admin, await organization({ ...input, admin }));
      const given = { ...input, admin, ctx, afterCommit: (work: () => Promise<void>) => void afterCommit.push(work) };
      return respond(operation, ctx, input, () => handle(given));
    }, attemptOf(operation));
    for (const work of afterCommit) await work();
    return response;
  };
}

function answerAdminReader(operation: AdminReaderOperation, handle: AnyHandler): Answer {
  const { scope, status } = operation;
  const readInput = inputReader(operation);
  return (request, context) =>
    asAdminReader(request, { scope, attempted: attemptOf(operation) }, async (admin) => {
      const input = await readInput(request, context);
      return jsonAnswer(await handle({ ...input, admin }), status);
    });
}

/** What the audit log says someone tried who was refused. */
const attemptOf = ({ method, path }: Pick<Operation, "method" | "path">): string => `${method.toUpperCase()} ${path}`;

async function pathId({ params }: RawInput): Promise<string> {
  if (typeof params === "object" && params !== null && "id" in params) return String(params.id);
  throw new Error("The operation's path has no id: tell serve() which organization it acts on.");
}

function answerPlatform(operation: PlatformOperation, handle: AnyHandler): Answer {
  const { scope, cachedKey, status } = operation;
  const readInput = inputReader(operation);
  const findKey = async (request: Request) =>
    cachedKey ? recallPlatformKey(request, scope) : { actor: await requirePlatformKey(request, scope) };
  return async (request, context) => {
    const key = await withinDeadline(deadlineMs, "The database", () => findKey(request));
    const input = await readInput(request, context);
    const answer = await withinDeadline(deadlineMs, "The database", () =>
      handle({ ...input, reporter: { ...key, now: now() } }),
    );
    return answer instanceof Response ? answer : jsonAnswer(answer, status);
  };
}

function answerReader(operation: ReaderOperation, handle: AnyHandler, { byPlatformKey }: AnyOptions): Answer {
  const { scope, status } = operation;
  const readInput = inputReader(operation);
  return async (request, context) => {
    const input = await readInput(request, context);
    return withinDeadline(deadlineMs, "The database", async () => {
      const named = organizationIn(input.query) ?? organizationIn(input.body);
      if (byPlatformKey && bringsPlatformKey(request)) {
        const key = await recallPlatformKey(request, scope);
        const asked = { ...key, organization: requireNamed(named), now: now() };
        return jsonAnswer(await byPlatformKey({ ...input, asked }), status);
      }
      return asReader(request, { scope, named }, async (ctx) => jsonAnswer(await handle({ ...input, ctx }), status));
    });
  };
}

function answerWriter(operation: WriterOperation, handle: AnyHandler): Answer {
  const { scope, status } = operation;
  const readInput = inputReader(operation);
  return async (request, context) => {
    const input = await readInput(request, context);
    return withinDeadline(deadlineMs, "The database", () =>
      asWriter(request, { scope, named: organizationIn(input.body) }, async (ctx) =>
        jsonAnswer(await handle({ ...input, ctx }), status),
      ),
    );
  };
}

const organizationIn = (input: unknown): string | undefined =>
  typeof input === "object" && input !== null && "organization" in input && typeof input.organization === "string"
    ? input.organization
    : undefined;

function answerAnyone(operation: PublicOperation, handle: AnyHandler): Answer {
  const readInput = inputReader(operation);
  return async (request, context) => {
    const answer = await handle(await readInput(request, context));
    return answer instanceof Response ? answer : jsonAnswer(answer, operation.status);
  };
}

async function respond(
  { idempotent, secret, status }: MemberOperation | AdminOperation,
  ctx: TenantContext,
  { request, body }: RawInput,
  work: () => Promise<unknown>,
): Promise<Response> {
  if (!idempotent) return jsonAnswer(await work(), status);
  return answerOnce(ctx, { request, input: body, status, secret }, work);
}

/**
 * The same for an operation that answers with a file. It is made after the transaction, so that a slow download doesn't hold
 * one.
 */
export function serveFile<Op extends FileOperation>(operation: Op, handler: FileHandler<Op>): Answer {
  const handle: AnyFileHandlers["handle"] = handler;
  const { roles, attempts } = operation;
  const readInput = inputReader(operation);
  const options = { need: "read", attempted: attemptOf(operation), ...(roles ? { roles } : {}) } as const;
  return checked(operation, async (request, context) => {
    const input = await readInput(request, context);
    const makeFile = await asMember({ ...options, organization: organizationOf(input) }, async (member) => {
      if (attempts) await countAttempt(attempts, { account: member.organizationId, address: await requestAddress() });
      return handle({ ...input, member });
    });
    return makeFile();
  });
}

/** A link can't send a header: it names the organization in its query, if the operation declares that. */
function organizationOf({ request, query }: RawInput): NamedOrganization {
  return organizationIn(query) ?? organizationNamedBy(request);
}

type AnyFileHandlers = { handle(given: RawInput & CallerContext["member"]): Promise<() => Promise<Response>> };
