import { docSummaries } from "@/components/docs/doc-page";
import { llmsText } from "@/components/marketing/llms-text";
import { otherMethods } from "@/lib/api/other-methods";
import { catalog } from "@/lib/catalog";
import { env } from "@/lib/env";

/** The site's URL is known at run time, not at build time. */
export const dynamic = "force-dynamic";

/** What the site says, for language models (llms-txt.org). */
export function GET(): Response {
  return new Response(llmsText({ catalog, docs: docSummaries, origin: env.APP_URL }), {
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "public, max-age=3600" },
  });
}

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
