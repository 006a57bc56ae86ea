const home = "/dashboard";

/**
 * Where to go after signing in: always a path of our own. `//host`, `/\host` and URLs with a scheme would lead to another
 * site and become the dashboard.
 */
export function nextPath(asked: string | undefined): string {
  if (!asked?.startsWith("/") || /^\/[/\\]/.test(asked) || /[\p{Cc}\\]/u.test(asked)) return home;
  const base = "http://own.invalid";
  const url = URL.canParse(asked, base) ? new URL(asked, base) : undefined;
  // `/.//host` parses as our own origin, but normalizes to `//host`, which a browser takes for another.
  if (url?.pathname.startsWith("//")) return home;
  return url?.origin === base ? `${url.pathname}${url.search}${url.hash}` : home;
}
