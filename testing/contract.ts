import { observeAnswers } from "@/lib/observe-answers";

/** Every answer of the public API, in whichever test, is what the API document says of it. */
export function holdToContract(): void {
  observeAnswers(async (request, answer) => {
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith("/api/v1/")) return;
    const { assertConforms } = await import("@/lib/api");
    const contentType = answer.headers.get("content-type")?.split(";")[0] ?? "none";
    assertConforms({ method: request.method, pathname, status: answer.status, contentType, body: await answer.json() });
  });
}
