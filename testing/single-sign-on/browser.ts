/** The cookies of a browser, as `next/headers` gives them to a request. */
export type Jar = Map<string, string>;

/**
 * What to mock `next/headers` with: the cookies of whichever browser is in use, and its address.
 *
 * @param current the jar in use; undefined for a request that a browser sends without cookies, from another site.
 */
export const headersOf = (current: () => { jar: Jar | undefined; address: string }) => ({
  cookies: async () => {
    const { jar } = current();
    return {
      get: (name: string) => {
        const value = jar?.get(name);
        return value ? { name, value } : undefined;
      },
      set: (name: string, value: string) => void jar?.set(name, value),
      delete: (name: string) => void jar?.delete(name),
    };
  },
  headers: async () => new Headers({ "x-forwarded-for": current().address, "user-agent": "test" }),
});

/** Where a response sends the browser. */
export const locationOf = (response: Response): string => response.headers.get("location") ?? "";

/** The URL that a page continues to by itself. */
export async function nextOf(response: Response): Promise<string> {
  const [, url = ""] = /content="0;url=([^"]+)"/.exec(await response.text()) ?? [];
  return url.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}
