import { get } from "node:http";

/** In bytes: a page's HTML as it is and gzipped, and the gzipped scripts it loads, without `nomodule` scripts. */
export type PageBytes = { html: number; gzipped: number; scripts: number };

/** @throws Error unless the page answers 200. */
export async function pageBytes(url: string, headers: Record<string, string> = {}): Promise<PageBytes> {
  const html = await fetchBytes(url, { ...headers, "accept-encoding": "identity" });
  const gzipped = await fetchBytes(url, { ...headers, "accept-encoding": "gzip" });
  const tags = html.toString("utf8").match(/<script\b[^>]*>/g) ?? [];
  const sources = tags
    .filter((tag) => !/\bnomodule\b/i.test(tag))
    .flatMap((tag) => tag.match(/\bsrc="([^"]+)"/)?.[1] ?? []);
  const sizes = await Promise.all(
    [...new Set(sources)].map(
      async (source) => (await fetchBytes(new URL(source, url).href, { "accept-encoding": "gzip" })).byteLength,
    ),
  );
  return {
    html: html.byteLength,
    gzipped: gzipped.byteLength,
    scripts: sizes.reduce((sum, size) => sum + size, 0),
  };
}

/** The body as it is sent. `fetch` would decompress it. */
function fetchBytes(url: string, headers: Record<string, string>): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    get(url, { headers }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}`));
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => resolve(Buffer.concat(chunks)));
      response.on("error", reject);
    }).on("error", reject);
  });
}
