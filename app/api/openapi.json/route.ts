import { apiDocument } from "@/lib/api/document";
import { otherMethods } from "@/lib/api/other-methods";
import { catalog } from "@/lib/catalog";
import { env } from "@/lib/env";

/** The API's address is known only at run time, so the document is built once per process, not at build time. */
export const dynamic = "force-dynamic";

let document: string | undefined;

export function GET(): Response {
  document ??= JSON.stringify(
    apiDocument({ title: `${catalog.name} API`, version: env.APP_VERSION, url: env.APP_URL, product: catalog.product }),
  );
  return new Response(document, {
    headers: {
      "Content-Type": "application/json",
      "Cache-Control": "public, max-age=300",
      "Access-Control-Allow-Origin": "*",
    },
  });
}

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
