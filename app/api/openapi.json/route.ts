import { apiDocument } from "@/lib/api";
import { catalog } from "@/lib/catalog";
import { env } from "@/lib/env";

/** The address of the API is known only where it runs, so this is made once a process and not when it is built. */
export const dynamic = "force-dynamic";

let document: string | undefined;

export function GET(): Response {
  document ??= JSON.stringify(
    apiDocument({ title: `${catalog.name} API`, version: env.APP_VERSION, url: env.APP_URL }),
  );
  return new Response(document, {
    headers: {
      "Content-Type": "application/json",
      "Cache-Control": "public, max-age=300",
      "Access-Control-Allow-Origin": "*",
    },
  });
}
