/** The path of all built-ahead pages in a build, followed by the product's name. Visitors never see it. */
const root = "/site";

/** The guides below /docs, in reading order. */
export const guidePaths = ["/docs/metering", "/docs/entitlements", "/docs/webhooks", "/docs/going-live"] as const;

/** The public pages that are built ahead, by the path that visitors see. */
export const sitePages: readonly string[] = [
  "/",
  "/pricing",
  "/docs",
  ...guidePaths,
  "/docs/api",
  "/changelog",
  "/security",
  "/terms",
  "/privacy",
];

/** The public pages that depend on the visitor or the moment. */
export const livePages: readonly string[] = ["/support", "/status"];

/** The image of a shared link. */
export const sitePicture = "/opengraph-image";

/** Marks a request whose path the web server has already mapped, so that the proxy doesn't run for a static page. */
export const siteHeader = "x-gatehouse-site";

/** What a build has below the product's name, by the path that visitors see. */
export const siteAddresses: ReadonlyMap<string, string> = new Map([
  ...[...sitePages, sitePicture].map((path) => [path, path === "/" ? "" : path] as const),
  ["/favicon.ico", "/favicon"],
  ["/apple-icon.png", "/apple-icon"],
]);

/** The build's path for `pathname` of `product`; undefined when it isn't a page or picture of the marketing site. */
export function sitePath(product: string, pathname: string): string | undefined {
  const path = siteAddresses.get(pathname);
  return path === undefined ? undefined : `${root}/${product}${path}`;
}

/** A path that only the build uses. Visitors get a 404 for it. */
export const isInternalPath = (pathname: string): boolean => pathname === root || pathname.startsWith(`${root}/`);

/** Whether `pathname` is one of `paths` or below it. */
export const isBelow = (pathname: string, paths: readonly string[]): boolean =>
  paths.some((path) => pathname === path || pathname.startsWith(`${path}/`));
