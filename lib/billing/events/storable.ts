/**
 * Text as PostgreSQL can store it: without NUL and lone surrogates. Customers type text at Stripe too, and one character
 * of it must not keep a sync from being written.
 */
export const storableText = (text: string): string => text.replaceAll("\0", "").replace(/\p{Cs}/gu, "\ufffd");

/** The same for every text within JSON; the JSON itself where nothing has to be replaced, which is nearly always. */
export function storableJson(json: string): string {
  // As JSON writes them: `\u0000`, and `\ud83d` for a half without its other half.
  if (!/\\u(0000|d[89a-f])/i.test(json)) return json;
  return JSON.stringify(
    JSON.parse(json, (_key, each: unknown) => (typeof each === "string" ? storableText(each) : each)),
  );
}
