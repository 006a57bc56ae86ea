/** What the person does on the provider's page. */
export type AtProvider = { login: string } | "cancel";

/**
 * Goes through a provider's pages like a browser without JavaScript.
 *
 * @param from where our app sends the browser. @returns our URL that the provider redirects to.
 */
export async function atProvider(from: string, answer: AtProvider): Promise<URL> {
  const { origin } = new URL(from);
  const jar = new Map<string, string>();
  let url = new URL(from);
  let body: URLSearchParams | undefined;
  for (let step = 0; step < 12; step += 1) {
    const response = await fetch(url, {
      method: body ? "POST" : "GET",
      ...(body ? { body } : {}),
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") },
      redirect: "manual",
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";");
      jar.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
    const location = response.headers.get("location");
    const text = await response.text();
    if (location) {
      url = new URL(location, url);
      body = undefined;
      if (url.origin !== origin) return url;
    } else if (text.includes("<form")) {
      body = new URLSearchParams(answer === "cancel" ? { cancel: "1" } : answer);
    } else throw new Error(`The provider answered ${response.status}: ${text}`);
  }
  throw new Error("The provider redirected the browser in a loop");
}
