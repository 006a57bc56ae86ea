import { type Context, Hono } from "hono";
import qs from "qs";
import Stripe from "stripe";
import { refuseWhileAdvancing, testClockOf } from "../clock/follow-test-clock";
import { present } from "../objects/present";
import type { World } from "../world";
import { authorize, checkVersion } from "./authorize";
import { StripeFault } from "./errors";
import { expanded } from "./expand";
import { fingerprint, replayOf, type StoredAnswer, storeAnswer } from "./idempotency";
import { upgradeLegacyParams } from "./legacy-params";
import type { Params } from "./params";
import type { JsonObject, Wire } from "./types";

type Method = "get" | "post" | "delete";
export type Handler<T> = (world: World, input: Wire<T>, id: string, second: string) => object;

/** An endpoint without HTTP: takes the parameters as they stand in a form, and returns the object. */
type Operation = { method: Method; path: RegExp; run: (raw: JsonObject, id: string, second: string) => object };

/** Registers the API's endpoints: parameters and a handler for each. */
export class Api {
  readonly app = new Hono();
  private readonly operations: Operation[] = [];

  constructor(private readonly world: World) {}

  get<T>(path: string, params: Params<T>, handle: Handler<T>): void {
    this.route("get", path, params, handle);
  }

  post<T>(path: string, params: Params<T>, handle: Handler<T>): void {
    this.route("post", path, params, handle);
  }

  delete<T>(path: string, params: Params<T>, handle: Handler<T>): void {
    this.route("delete", path, params, handle);
  }

  /**
   * Handles a request without HTTP, in the caller's transaction.
   *
   * @param raw the parameters as a form has them: every value is a string
   * @throws StripeFault as the API would answer
   */
  perform(method: Method, path: string, raw: JsonObject): object {
    for (const operation of this.operations) {
      const found = operation.method === method ? operation.path.exec(path) : null;
      if (found)
        return presentResult(this.world, operation.run(raw, found.groups?.id ?? "", found.groups?.second ?? ""));
    }
    throw new StripeFault(404, "invalid_request_error", `Unrecognized request URL (${method.toUpperCase()}: ${path}).`);
  }

  private route<T>(method: Method, path: string, params: Params<T>, handle: Handler<T>): void {
    this.operations.push({
      method,
      path: new RegExp(`^${path.replace(/:(\w+)/g, "(?<$1>[^/]+)")}$`),
      run: (raw, id, second) => handle(this.world, params.parse(raw, false), id, second),
    });
    this.app.on(method.toUpperCase(), path, async (c) => {
      const body = method === "post" ? await c.req.text() : "";
      return this.answer(c, method, body, (raw, unversioned) => {
        const input = params.parse(raw, unversioned);
        const id = c.req.param("id") ?? "";
        const testClock = testClockOf(this.world, id, input);
        return () => {
          if (method !== "get") refuseWhileAdvancing(this.world, testClock);
          return this.world.clock.runOn(testClock, () => handle(this.world, input, id, c.req.param("second") ?? ""));
        };
      });
    });
  }

  /** For unknown paths. */
  unknown(c: Context): Response {
    return this.answer(c, "get", "", () => {
      const { method, path } = c.req;
      throw new StripeFault(
        404,
        "invalid_request_error",
        `Unrecognized request URL (${method}: ${path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
      );
    });
  }

  private answer(
    c: Context,
    method: Method,
    body: string,
    validate: (raw: JsonObject, unversioned: boolean) => () => object,
  ): Response {
    const requestId = this.world.ids.request();
    const key = method === "post" ? (c.req.header("idempotency-key") ?? null) : null;
    c.header("Request-Id", requestId);
    // Stripe's own time, which the time machine moves.
    c.header("Date", new Date(this.world.clock.now() * 1000).toUTCString());
    c.header("Stripe-Version", Stripe.API_VERSION);
    if (key !== null) c.header("Idempotency-Key", key);
    try {
      authorize(c.req.header("authorization"));
      checkVersion(c.req.header("stripe-version"));
      const requestHash = key === null ? "" : fingerprint(method, c.req.path, body);
      const replay = key === null ? null : replayOf(this.world, key, requestHash);
      if (replay) {
        c.header("Idempotent-Replayed", "true");
        return send(c, replay);
      }
      const { expand, raw } = parseRequest(c, body);
      const unversioned = c.req.header("stripe-version") === undefined;
      const work = validate(unversioned ? upgradeLegacyParams(this.world, c.req.path, raw) : raw, unversioned);
      return send(c, this.execute(work, expand, { requestId, key, fingerprint: requestHash }));
    } catch (error) {
      return send(c, failure(error, requestId));
    }
  }

  private execute(
    work: () => object,
    expand: string[],
    request: { requestId: string; key: string | null; fingerprint: string },
  ): StoredAnswer {
    const { world } = this;
    world.request = { id: request.requestId, idempotencyKey: request.key };
    const store = (answer: StoredAnswer): StoredAnswer => {
      if (request.key !== null) storeAnswer(world, request.key, request.fingerprint, answer);
      return answer;
    };
    try {
      return world.store.transaction(
        () => store({ status: 200, body: JSON.stringify(expanded(world, presentResult(world, work()), expand)) }),
        (error) => error instanceof StripeFault && error.keepsChanges,
      );
    } catch (error) {
      const answer = failure(error, request.requestId);
      return world.store.transaction(() => store(answer));
    } finally {
      world.request = null;
    }
  }
}

function presentResult(world: World, result: object): object {
  if (!("data" in result) || !Array.isArray(result.data)) return present(world, result);
  return { ...result, data: result.data.map((row: object) => present(world, row)) };
}

function parseRequest(c: Context, body: string): { expand: string[]; raw: JsonObject } {
  const source = body === "" ? new URL(c.req.url).search.slice(1) : body;
  const raw = qs.parse(source, { depth: 12, arrayLimit: 1000, parameterLimit: 10_000 }) as JsonObject;
  const { expand } = raw;
  return { expand: Array.isArray(expand) ? expand.map(String) : [], raw };
}

function failure(error: unknown, requestId: string): StoredAnswer {
  if (error instanceof StripeFault) return { status: error.status, body: JSON.stringify(error.toBody(requestId)) };
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  const fault = new StripeFault(500, "api_error", `An unknown error occurred in local-stripe: ${String(error)}`);
  return { status: 500, body: JSON.stringify(fault.toBody(requestId)) };
}

function send(c: Context, answer: StoredAnswer): Response {
  return c.body(answer.body, answer.status as 200, { "Content-Type": "application/json" });
}
