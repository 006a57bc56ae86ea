import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { LRUCache } from "lru-cache";
import { z } from "zod";

const manifestSchema = z.object({
  staticRoutes: z.array(z.object({ page: z.string() })),
  dynamicRoutes: z.array(z.object({ page: z.string(), regex: z.string() })),
});
type Manifest = z.infer<typeof manifestSchema>;

/** Where the marketing pages of all products are built. */
const siteFolder = "/site/[product]";

/** Paths whose template was looked up; the busiest ones matter. */
const remembered = 2_000;

/** The routes of a build. @param folder `.next`. */
export async function readRoutes(folder: string): Promise<Manifest> {
  return manifestSchema.parse(JSON.parse(await readFile(join(folder, "routes-manifest.json"), "utf8")));
}

/**
 * A function from a request's path to its route's template, such as `/admin/organizations/[id]`. What no route serves, such as the
 * addresses that scanners try, is `unmatched`: the values are as many as there are routes, whatever clients request.
 *
 * @param marketingPath where a path of the marketing site is built.
 */
export function routeTemplates(
  { staticRoutes, dynamicRoutes }: Manifest,
  marketingPath: (path: string) => string | undefined,
): (path: string) => string {
  const exact = new Set(staticRoutes.map(({ page }) => page));
  const patterns = dynamicRoutes.map(({ page, regex }) => ({ page, pattern: new RegExp(regex) }));
  const known = new LRUCache<string, string>({ max: remembered });
  const lookUp = (path: string): string => {
    if (exact.has(path)) return path;
    if (path.startsWith("/_next/")) return "/_next";
    const built = marketingPath(path) ?? path;
    const page = patterns.find(({ pattern }) => pattern.test(built))?.page ?? "unmatched";
    return page.startsWith(siteFolder) ? page.slice(siteFolder.length) || "/" : page;
  };
  return (url) => {
    const query = url.indexOf("?");
    const path = query < 0 ? url : url.slice(0, query);
    if (path.length > 200) return lookUp(path);
    const before = known.get(path);
    if (before !== undefined) return before;
    const template = lookUp(path);
    known.set(path, template);
    return template;
  };
}
