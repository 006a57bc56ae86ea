import { observeResponses } from "@/lib/response-observer";

/** Checks every response of a declared operation, in every test, against the API document. */
export function checkContract(): void {
  observeResponses(async (request, response) => {
    const { pathname } = new URL(request.url);
    const { assertConforms, operationAt } = await import("@/lib/api/conforms");
    if (!pathname.startsWith("/api/v1/") && !operationAt(request.method, pathname)) return;
    const contentType = response.headers.get("content-type")?.split(";")[0] ?? "none";
    assertConforms({
      method: request.method,
      pathname,
      status: response.status,
      contentType,
      body: contentType.endsWith("json") ? await response.json() : undefined,
    });
  });
}
