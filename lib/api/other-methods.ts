import "server-only";
import { GatehouseError } from "@/lib/errors";
import { problem } from "@/lib/http";

type Method = "DELETE" | "GET" | "PATCH" | "POST" | "PUT";

/**
 * The handlers of the methods that a route doesn't have: 405 as a problem document, with `Allow`. Next.js answers with a
 * bare 405. `OPTIONS` too, because Next.js would list every handler a route exports.
 */
export function otherMethods<Own extends Method>(
  ...own: readonly Own[]
): Record<Exclude<Method, Own> | "OPTIONS", () => Response> {
  const allowed = [...own, ...(own.some((method) => method === "GET") ? ["HEAD"] : []), "OPTIONS"].sort().join(", ");
  const notAllowed = () => {
    const response = problem(new GatehouseError("method_not_allowed", `Method not allowed. Use one of: ${allowed}.`));
    response.headers.set("Allow", allowed);
    return response;
  };
  const options = () => new Response(null, { status: 204, headers: { Allow: allowed } });
  const handlers: Record<Method | "OPTIONS", () => Response> = {
    DELETE: notAllowed,
    GET: notAllowed,
    PATCH: notAllowed,
    POST: notAllowed,
    PUT: notAllowed,
    OPTIONS: options,
  };
  return handlers;
}
