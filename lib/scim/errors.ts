import { GatehouseError, statusOf } from "@/lib/errors";

/** The error types of RFC 7644, 3.12, that we use. */
export type ScimType = "invalidFilter" | "invalidPath" | "invalidSyntax" | "invalidValue" | "mutability" | "uniqueness";

export const scimContentType = "application/scim+json";

/** An error that SCIM has a name for. */
export const scimRefusal = (scimType: ScimType, message: string) =>
  new GatehouseError(scimType === "uniqueness" ? "conflict" : "invalid_input", message, { scimType });

/** A response in SCIM's format. Must not be cached. */
export const scimAnswer = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": scimContentType, "Cache-Control": "no-store", ...headers },
  });

/** An error in SCIM's format. Refusals because of the plan, seats or access are 403: directories don't know 402. */
export function scimProblem({ code, message, details }: GatehouseError): Response {
  const status = statusOf(code) === 402 ? 403 : statusOf(code);
  const scimType = code === "invalid_input" ? (details.scimType ?? "invalidValue") : details.scimType;
  const body = {
    schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"],
    status: String(status),
    detail: message,
    ...(scimType ? { scimType } : {}),
  };
  const later = status === 429 || status === 503;
  return scimAnswer(body, status, later ? { "Retry-After": String(details.retryAfter ?? 2) } : {});
}
