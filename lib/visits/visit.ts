import { livePages, sitePages } from "@/lib/site";

/** How a visitor came: empty text where it isn't known. */
export type Origin = { referrerHost: string; source: string; medium: string; campaign: string };

/** A view of a public page. */
export type Visit = Origin & { page: string };

export type VisitRequest = {
  method: string | undefined;
  /** Path and query. */
  url: string;
  header: (name: string) => string | undefined;
  /** The host of APP_URL. */
  ownHost: string;
  sessionCookie: string;
};

/** The public pages, and those that visitors go to from them. */
const pages: ReadonlySet<string> = new Set([...sitePages, ...livePages, "/sign-up"]);

/** Names that programs give themselves. Those that pretend to be a browser send its headers, too, and aren't recognized. */
const programs =
  /bot|crawl|spider|slurp|fetch|preview|headless|lighthouse|pingdom|uptime|monitor|scan|facebookexternalhit|embedly|curl|wget|python|http/i;

/** With it a page that was loaded in advance says that someone is looking at it: see `LoadInAdvance`. */
export const seenHeader = "gatehouse-seen";

/** The visit of a request; undefined for what isn't one: other pages, programs, prefetches, people who are signed in. */
export function visitOf({ method, url, header, ownHost, sessionCookie }: VisitRequest): Visit | undefined {
  const query = url.indexOf("?");
  const page = query < 0 ? url : url.slice(0, query);
  if (!pages.has(page)) return undefined;
  if (!isOpened(method, header) && !isSeen(method, header)) return undefined;
  const browser = header("user-agent");
  if (!browser || programs.test(browser)) return undefined;
  if (header("cookie")?.includes(`${sessionCookie}=`)) return undefined;
  return { page, ...originOf(new URLSearchParams(query < 0 ? "" : url.slice(query)), header("referer"), ownHost) };
}

type Header = VisitRequest["header"];

/** Someone goes to the page. Every browser of the last years sends these headers, and hardly anything else does. */
const isOpened = (method: string | undefined, header: Header): boolean =>
  method === "GET" &&
  header("sec-fetch-mode") === "navigate" &&
  header("sec-fetch-dest") === "document" &&
  !/prefetch|prerender/i.test(`${header("sec-purpose")} ${header("purpose")}`);

/** Someone goes to a page that was loaded in advance. Another site can't send this header. */
const isSeen = (method: string | undefined, header: Header): boolean =>
  method === "HEAD" && header(seenHeader) === "1" && header("sec-fetch-site") === "same-origin";

function originOf(query: URLSearchParams, referrer: string | undefined, ownHost: string): Origin {
  return {
    referrerHost: referrerHostOf(referrer, ownHost),
    source: tag(query.get("utm_source") ?? query.get("ref")),
    medium: tag(query.get("utm_medium")),
    campaign: tag(query.get("utm_campaign")),
  };
}

/** Without `www.`. Empty for our own pages, and for what isn't the address of a page. */
function referrerHostOf(referrer: string | undefined, ownHost: string): string {
  if (!referrer) return "";
  try {
    const { protocol, host, hostname } = new URL(referrer);
    if (!/^https?:$/.test(protocol) || host === ownHost) return "";
    const name = hostname.toLowerCase().replace(/^www\./, "");
    return /^[a-z0-9.-]{1,100}$/.test(name) && name.includes(".") ? name : "";
  } catch {
    return "";
  }
}

/** Anyone can write anything into a link, an email address of someone else too: only short names count. */
function tag(value: string | null): string {
  const text = value?.trim().toLowerCase() ?? "";
  return /^[\p{L}\p{N}._ +-]{1,60}$/u.test(text) ? text : "";
}

/** The source of visits that nothing led to. */
export const directSource = "direct";

/** One name for how someone came: the campaign's source, the host that linked here, or `direct`. */
export const sourceOf = ({ source, referrerHost }: Pick<Origin, "source" | "referrerHost">): string =>
  source || referrerHost || directSource;
