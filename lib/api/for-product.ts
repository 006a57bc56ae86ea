import "server-only";
import { catalog } from "@/lib/catalog";
import { notFound } from "@/lib/errors";
import { problem } from "@/lib/http";

/** A product's route that isn't a declared operation, such as an upload: 404 while another product is sold. */
export function forProduct<Context>(
  product: string,
  handle: (request: Request, context: Context) => Promise<Response>,
): (request: Request, context: Context) => Promise<Response> {
  return async (request, context) =>
    catalog.product === product ? handle(request, context) : problem(notFound("endpoint"));
}
