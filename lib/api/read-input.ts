import "server-only";
import { z } from "zod";
import { notFound } from "@/lib/errors";
import { readJson } from "@/lib/http";
import { parseInput } from "@/lib/parse-input";
import type { Operation } from "./operation";

export type RawInput = { request: Request; params: unknown; query: unknown; body: unknown };
export type RouteContext = { params: Promise<unknown> };

/**
 * How the requests of an operation are parsed: path parameters first, then the query, then the body.
 *
 * @returns a function that throws GatehouseError `invalid_input`, `not_found` (path parameters) or `too_large`.
 */
export function inputReader(operation: Operation) {
  const { query } = operation;
  const readParams = paramsReader(operation);
  const readBody = bodyReader(operation);
  return async (request: Request, context?: RouteContext): Promise<RawInput> => ({
    request,
    params: readParams?.(await context?.params),
    query: query && parseInput(query, Object.fromEntries(new URL(request.url).searchParams)),
    body: readBody && (await readBody(request)),
  });
}

function paramsReader({ params, resource }: Operation) {
  if (!params) return undefined;
  return (given: unknown): unknown => {
    if (!resource) return parseInput(params, given);
    const parsed = params.safeParse(given);
    if (!parsed.success) throw notFound(resource);
    return parsed.data;
  };
}

function bodyReader({ body, readBody }: Operation) {
  if (readBody) return async (request: Request) => readBody(await readJson(request, z.unknown()), request.headers);
  return body && ((request: Request): Promise<unknown> => readJson(request, body));
}
