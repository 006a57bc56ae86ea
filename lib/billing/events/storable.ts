/**
 * Text without NUL and lone surrogates, which PostgreSQL can't store. Customers type text at Stripe too, and one such
 * character must not make a sync fail.
 */
export const storableText = (text: string): string => text.replaceAll("\0", "").replace(/\p{Cs}/gu, "\ufffd");

/**
 * The same for every string within JSON. Returns the JSON itself if there is nothing to replace, which is nearly
 * always.
 */
export function storableJson(json: string): string {
  // As JSON escapes them: `\u0000`, and `\ud83d` for half of a pair.
  if (!/\\u(0000|d[89a-f])/i.test(json)) return json;
  return JSON.stringify(
    JSON.parse(json, (_key, each: unknown) => (typeof each === "string" ? storableText(each) : each)),
  );
}
