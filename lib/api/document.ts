import { z } from "zod";
import {
  createDocument,
  type oas31,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponseObject,
} from "zod-openapi";
import { type Caller, type Operation, refusalsOf, tags } from "./operation";
import { operations } from "./operations";
import { byStatus, problemOf } from "./problem-schema";

export type ApiDocument = oas31.OpenAPIObject;

const security: Readonly<Record<Caller, string>> = {
  platform_key: "platformKey",
  api_key: "organizationKey",
  session: "session",
};

/**
 * The OpenAPI 3.1 document of the API, made from the schemas that parse its requests. Pure.
 *
 * @param url where the API is, such as `https://app.example.com`.
 */
export function apiDocument({ title, version, url }: { title: string; version: string; url: string }): ApiDocument {
  return createDocument({
    openapi: "3.1.0",
    info: { title, version, description: about },
    servers: [{ url }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths: pathsOf(operations),
    components: {
      securitySchemes: {
        platformKey: {
          type: "http",
          scheme: "bearer",
          description: "`gh_platform_…`: your own servers, for any organization.",
        },
        organizationKey: {
          type: "http",
          scheme: "bearer",
          description: "`gh_org_…`: one customer's server, for that customer.",
        },
        session: { type: "apiKey", in: "cookie", name: "authjs.session-token", description: "A signed-in person." },
      },
    },
  });
}

const about = [
  "Errors are `application/problem+json` (RFC 9457) with a stable `code`.",
  "Every answer to a key says in `RateLimit` how many requests are left.",
  "Times are ISO 8601 in UTC, periods half-open; money is in minor units beside its currency.",
].join(" ");

function pathsOf(all: readonly Operation[]): ZodOpenApiPathsObject {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const operation of all) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: operationObject(operation) };
  }
  return paths;
}

function operationObject(operation: Operation): ZodOpenApiOperationObject {
  const { id, tag, summary, description, callers, scope, query, segments, body, once, example } = operation;
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description ? { description } : {}),
    security: callers.map((caller) => ({ [security[caller]]: scope && caller !== "session" ? [scope] : [] })),
    requestParams: {
      ...(query ? { query } : {}),
      ...(segments ? { path: segments } : {}),
      ...(once ? { header: idempotencyHeader } : {}),
    },
    ...(body
      ? {
          requestBody: {
            required: true,
            content: { "application/json": { schema: body, ...(example ? { example } : {}) } },
          },
        }
      : {}),
    responses: responsesOf(operation),
  };
}

const idempotencyHeader = z.object({
  "Idempotency-Key": z
    .string()
    .max(255)
    .optional()
    .meta({ description: "The same key and body within 24 hours give the first answer; another body is a 409." }),
});

function responsesOf(operation: Operation): ZodOpenApiOperationObject["responses"] {
  const { status = 200, answer } = operation;
  const responses: Record<string, ZodOpenApiResponseObject> = {
    [`${status}`]: { description: operation.summary, content: { "application/json": { schema: answer } } },
  };
  for (const [refused, { codes, description }] of byStatus(refusalsOf(operation))) {
    const [only, ...others] = codes.map(problemOf);
    const schema = others.length > 0 ? z.union(codes.map(problemOf)) : (only ?? problemOf("internal"));
    responses[`${refused}`] = { description, content: { "application/problem+json": { schema } } };
  }
  return responses;
}
