const home = "/dashboard";

/**
 * Where to go after signing in: a path of ours, whatever was asked for. `//host`, `/\host` and addresses with a scheme
 * lead away and become the dashboard.
 */
export function nextPath(asked: string | undefined): string {
  if (!asked?.startsWith("/") || /^\/[/\\]/.test(asked) || /[\p{Cc}\\]/u.test(asked)) return home;
  const base = "http://own.invalid";
  const url = URL.canParse(asked, base) ? new URL(asked, base) : undefined;
  // `/.//host` stays at home while it is read, but reads `//host` once its dots are gone.
  if (url?.pathname.startsWith("//")) return home;
  return url?.origin === base ? `${url.pathname}${url.search}${url.hash}` : home;
}
