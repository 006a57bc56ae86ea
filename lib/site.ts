/** Where the marketing pages of every product lie in a build, each below its product's name. Visitors never see this path. */
const root = "/site";

/** The marketing pages, as visitors see them. */
export const sitePages: readonly string[] = ["/", "/pricing", "/docs/api", "/terms", "/privacy"];

/** What a shared link shows. */
export const sitePicture = "/opengraph-image";

/** Marks a request whose path the web server has already mapped, so that the proxy doesn't run for a static page. */
export const siteHeader = "x-gatehouse-site";

const addresses = new Set([...sitePages, sitePicture]);

/** Where the build keeps `pathname` for `product`; undefined when it isn't a page of the marketing site. */
export function sitePath(product: string, pathname: string): string | undefined {
  if (!addresses.has(pathname)) return undefined;
  return `${root}/${product}${pathname === "/" ? "" : pathname}`;
}

/** An address that only the build uses: a visitor who asks for it gets a 404. */
export const isInternalPath = (pathname: string): boolean => pathname === root || pathname.startsWith(`${root}/`);

/** Whether `pathname` is one of `paths` or below it. */
export const isBelow = (pathname: string, paths: readonly string[]): boolean =>
  paths.some((path) => pathname === path || pathname.startsWith(`${path}/`));
