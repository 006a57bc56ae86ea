/**
 * Whether a sign-in was begun on one of our pages or by typing its address. Another site could begin one at its own provider, which
 * responds at once: the visitor would be signed in to a stranger's account without choosing anything.
 *
 * @param headers of the request. Browsers without `Sec-Fetch-Site` send the origin as the referrer, which is enough.
 */
export function startedHere(headers: Headers, appUrl: string): boolean {
  const site = headers.get("sec-fetch-site");
  if (site) return site === "same-origin" || site === "none";
  const referrer = headers.get("referer");
  return referrer !== null && URL.canParse(referrer) && new URL(referrer).origin === new URL(appUrl).origin;
}
