import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";

type Store = { readonly requestId: string };

/** One for the process: Next's bundles and the web server each load this module. */
const shared = globalThis as typeof globalThis & { gatehouseRequest?: AsyncLocalStorage<Store> };
shared.gatehouseRequest ??= new AsyncLocalStorage();
const storage = shared.gatehouseRequest;

/** The header that carries a request's ID, in both directions. */
export const requestIdHeader = "x-request-id";

/** What proxies send: UUIDs, ULIDs, hexadecimal and base64url numbers. Anything else could forge lines in a log or be huge. */
const wellFormed = /^[A-Za-z0-9][A-Za-z0-9._-]{7,127}$/;

/** The ID in a header, if it can be taken over. */
export const givenRequestId = (header: unknown): string | undefined =>
  typeof header === "string" && wellFormed.test(header) ? header : undefined;

/** The ID of the request that is being served, or of the request that sent the job that is running. */
export const currentRequestId = (): string | undefined => storage.getStore()?.requestId;

/** Runs `work` as part of a request: log lines, problem documents and jobs of it carry the ID. */
export const withRequestId = <T>(requestId: string, work: () => T): T => storage.run({ requestId }, work);
