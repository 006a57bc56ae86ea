import { GatehouseError, statusOf } from "@/lib/errors";

/** The kinds of errors of RFC 7644, 3.12, that we answer with. */
export type ScimType = "invalidFilter" | "invalidPath" | "invalidSyntax" | "invalidValue" | "mutability" | "uniqueness";

export const scimContentType = "application/scim+json";

/** A request that SCIM has a name for what is wrong with it. */
export const scimRefusal = (scimType: ScimType, message: string) =>
  new GatehouseError(scimType === "uniqueness" ? "conflict" : "invalid_input", message, { scimType });

/** An answer in SCIM's format, which no cache may keep. */
export const scimAnswer = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": scimContentType, "Cache-Control": "no-store", ...headers },
  });

/** An error in SCIM's format. Refusals for lack of a plan, a seat or access are 403: directories don't know 402. */
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
