import { observeResponses } from "@/lib/response-observer";

/** Checks every response of the public API, in every test, against the API document. */
export function checkContract(): void {
  observeResponses(async (request, response) => {
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith("/api/v1/")) return;
    const { assertConforms } = await import("@/lib/api/conforms");
    const contentType = response.headers.get("content-type")?.split(";")[0] ?? "none";
    assertConforms({
      method: request.method,
      pathname,
      status: response.status,
      contentType,
      body: await response.json(),
    });
  });
}
