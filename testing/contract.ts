import { observeResponses } from "@/lib/response-observer";

/** Checks every answer of the public API, in every test, against the API document. */
export function checkContract(): void {
  observeResponses(async (request, answer) => {
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith("/api/v1/")) return;
    const { assertConforms } = await import("@/lib/api/conforms");
    const contentType = answer.headers.get("content-type")?.split(";")[0] ?? "none";
    assertConforms({ method: request.method, pathname, status: answer.status, contentType, body: await answer.json() });
  });
}
