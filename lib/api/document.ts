import { z } from "zod";
import {
  createDocument,
  type oas31,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponseObject,
} from "zod-openapi";
import {
  type Credential,
  contentTypeOf,
  credentialsFor,
  errorsOf,
  idempotencyOf,
  type Operation,
  tags as ownTags,
} from "./operation";
import { apiOf, listedOperations, type NamedOperation } from "./operations";
import { byStatus, problemOf } from "./problems";

export type ApiDocument = oas31.OpenAPIObject;
type DocumentInput = { title: string; version: string; url: string; product?: string };

const schemes: Readonly<Record<Credential, string>> = {
  platform_key: "platformKey",
  organization_key: "organizationKey",
  session: "session",
  admin_session: "session",
};

/**
 * The OpenAPI 3.1 document of the API, built from the schemas that parse its requests. Pure.
 *
 * @param url the API's origin, such as `https://app.example.com`.
 * @param product whose own endpoints are listed, too.
 */
export function apiDocument({ title, version, url, product }: DocumentInput): ApiDocument {
  const { tags, operations } = product ? apiOf(product) : { tags: ownTags, operations: listedOperations };
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
          description: "`gh_org_…`: one customer's server, for that customer only.",
        },
        session: {
          type: "apiKey",
          in: "cookie",
          name: "authjs.session-token",
          description: "The session of a signed-in person. Its roles are those of a member, or `platform_admin`.",
        },
      },
    },
  });
}

const about = [
  "Errors are `application/problem+json` (RFC 9457) with a stable `code`.",
  "Every response to a key has a `RateLimit` header with the number of requests left.",
  "Times are ISO 8601 in UTC. A period includes its start and excludes its end. Money is in minor units, such as cents, beside its currency.",
].join(" ");

function pathsOf(all: readonly NamedOperation[]): ZodOpenApiPathsObject {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const named of all) {
    const { path, method } = named.operation;
    paths[path] = { ...paths[path], [method]: operationObject(named) };
  }
  return paths;
}

function operationObject({ id, operation }: NamedOperation): ZodOpenApiOperationObject {
  const { tag, summary, description, query, params, body, example } = operation;
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description ? { description } : {}),
    security: credentialsFor(operation).map((credential) => ({
      [schemes[credential]]: requirements(operation, credential),
    })),
    requestParams: {
      ...(query ? { query } : {}),
      ...(params ? { path: params } : {}),
      ...headersOf(operation),
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

/** The scopes of a key, or the roles of a session. */
function requirements(operation: Operation, credential: Credential): string[] {
  if (credential === "admin_session") return ["platform_admin"];
  if (credential === "session") return operation.caller === "member" ? [...(operation.roles ?? [])] : [];
  return "scope" in operation ? [operation.scope] : [];
}

function headersOf(operation: Operation): { header?: z.ZodObject } {
  const idempotency = idempotencyOf(operation);
  const headers = {
    ...(credentialsFor(operation).includes("session") ? organizationHeader(operation) : {}),
    ...(idempotency ? idempotencyHeader(idempotency) : {}),
  };
  return Object.keys(headers).length > 0 ? { header: z.object(headers) } : {};
}

function organizationHeader({ caller, query }: Operation) {
  const description =
    "The organization the request is meant for. Required with a session. A person can be in several: if another one is selected, you get a 409.";
  const id = z.uuid().meta({ description });
  const optional = caller === "reader" || "organization" in (query?.shape ?? {});
  return { "Gatehouse-Organization": optional ? id.optional() : id };
}

const idempotencyHeader = (description: string) => ({
  "Idempotency-Key": z.string().max(255).optional().meta({ description }),
});

function responsesOf(operation: Operation): ZodOpenApiOperationObject["responses"] {
  const { status = 200, otherStatus, answer } = operation;
  const success = { description: operation.summary, content: { [contentTypeOf(operation)]: { schema: answer } } };
  const responses: Record<string, ZodOpenApiResponseObject> = { [`${status}`]: success };
  for (const [errorStatus, { codes, description }] of byStatus(errorsOf(operation))) {
    const [only, ...others] = codes.map(problemOf);
    const schema = others.length > 0 ? z.union(codes.map(problemOf)) : (only ?? problemOf("internal"));
    responses[`${errorStatus}`] = { description, content: { "application/problem+json": { schema } } };
  }
  if (otherStatus) responses[`${otherStatus}`] = success;
  return responses;
}
