/** The page on this host, even if APP_URL has changed since the URL was stored. */
export function pathOfUrl(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
