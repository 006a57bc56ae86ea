import type { RequestListener } from "node:http";
import { siteHeader, sitePath } from "@/lib/site";

/**
 * Answers the marketing pages with those of `product`, which one build holds for every product. The path is mapped before
 * Next sees it, so a static page costs no run of the proxy.
 */
export function serveSite(product: string, next: RequestListener): RequestListener {
  return (request, response) => {
    const { url = "/" } = request;
    const query = url.indexOf("?");
    const [pathname, search] = query < 0 ? [url, ""] : [url.slice(0, query), url.slice(query)];
    const path = sitePath(product, pathname);
    // Only this server may say that a path is mapped.
    delete request.headers[siteHeader];
    if (path) {
      request.url = path + search;
      request.headers[siteHeader] = "1";
    }
    next(request, response);
  };
}
