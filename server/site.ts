import type { RequestListener } from "node:http";
import { siteHeader, sitePath } from "@/lib/site";

/**
 * Serves the marketing pages of `product`: a build contains those of all products. The path is mapped before Next sees it, so
 * that the proxy doesn't run for a static page.
 */
export function serveSite(product: string, next: RequestListener): RequestListener {
  return (request, response) => {
    const { url = "/" } = request;
    const query = url.indexOf("?");
    const [pathname, search] = query < 0 ? [url, ""] : [url.slice(0, query), url.slice(query)];
    const path = sitePath(product, pathname);
    // Clients must not set the header that marks a path as mapped.
    delete request.headers[siteHeader];
    if (path) {
      request.url = path + search;
      request.headers[siteHeader] = "1";
    }
    next(request, response);
  };
}
