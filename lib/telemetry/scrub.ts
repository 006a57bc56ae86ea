const removed = "[removed]";

/** What may identify a person or open something, wherever it stands in a text. */
const patterns: readonly RegExp[] = [
  // Email addresses.
  /[^\s"'<>()[\]{},;:=]+@[^\s"'<>()[\]{},;:=]+\.[^\s"'<>()[\]{},;:=]+/g,
  // Credentials of a header, and of a URL.
  /\b(?:bearer|basic)\s+\S+/gi,
  /(?<=:\/\/)[^\s/@]+@/g,
  // Cookies, tokens and passwords with their name.
  /\b(?:cookie|set-cookie|password|passwd|secret|token|code|signature|authorization|api[-_]?key)["']?\s*[:=]\s*["']?[^\s"',;&]+/gi,
  // Keys of Stripe and of ours, with their prefix.
  /\b(?:sk|rk|pk|whsec|gh|gk|gp|scim)_[A-Za-z0-9_-]{6,}/g,
  // Web tokens, and long random strings. Words joined by dashes have no digits.
  /\beyJ[\w-]+\.[\w-]+\.?[\w-]*/g,
  /\b(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{24,}\b/g,
];

/** A text without addresses of people, tokens and the queries of URLs: for messages that leave the machine. */
export function scrubText(text: string): string {
  const [message = ""] = text.split("\nparams: ");
  const withoutQueries = message.replace(/(?<=[\w/\]])\?[^\s"')]*/g, "");
  return patterns.reduce((clean, pattern) => clean.replace(pattern, removed), withoutQueries);
}

/** Attributes of spans whose values come from our code and Next's, not from clients. */
const safeAttributes = new Set([
  "error.type",
  "exception.type",
  "http.method",
  "http.request.method",
  "http.response.status_code",
  "http.route",
  "http.status_code",
  "next.page",
  "next.route",
  "next.rsc",
  "next.segment",
  "next.span_type",
  "operation.name",
  "gatehouse.request_id",
  "gatehouse.queue",
]);

/** The safe ones of a span's or an event's attributes. */
export const scrubAttributes = <Value>(attributes: Readonly<Record<string, Value>>): Record<string, Value> =>
  Object.fromEntries(Object.entries(attributes).filter(([name]) => safeAttributes.has(name)));

/** The name of a span: without the query, and of a URL the origin only, because paths have IDs and tokens. */
export function scrubSpanName(name: string, route: unknown): string {
  if (typeof route === "string" && /^[A-Z]+ \//.test(name)) return `${name.split(" ")[0]} ${route}`;
  const withoutPaths = name.replace(/(https?:\/\/[^/\s?]+)\S*/g, "$1");
  // A request that matched no route is named by its path.
  if (/^[A-Z]+ \//.test(withoutPaths)) return withoutPaths.split(" ")[0] ?? "";
  return scrubText(withoutPaths);
}
