import { randomUUID } from "node:crypto";
import type { RequestListener } from "node:http";
import { second } from "@/lib/durations";
import { givenRequestId, requestIdHeader, telemetry, withRequestId } from "@/lib/telemetry";

/** Others are a client's invention, and would make series without end. */
const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/**
 * Gives each request an ID, its own if it brings a well-formed one, which the response, its log lines, its problem documents and its
 * jobs carry. Counts and times requests if metrics are on.
 *
 * @param routeOf the template of a path, from a bounded set.
 */
export function observeRequests(routeOf: (path: string) => string, next: RequestListener): RequestListener {
  return (request, response) => {
    const requestId = givenRequestId(request.headers[requestIdHeader]) ?? randomUUID();
    request.headers[requestIdHeader] = requestId;
    response.setHeader("X-Request-Id", requestId);
    const requests = telemetry()?.requests;
    if (requests) {
      const startedAt = performance.now();
      const { method = "", url = "/" } = request;
      response.once("close", () => {
        const status = response.writableFinished ? `${response.statusCode}` : "aborted";
        const series = requests.with(routeOf(url), methods.has(method) ? method : "other", status);
        series.observe((performance.now() - startedAt) / second);
      });
    }
    withRequestId(requestId, () => next(request, response));
  };
}
