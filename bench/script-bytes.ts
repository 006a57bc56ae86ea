import { get } from "node:http";

/** The size of the scripts that a page's HTML loads, in gzipped bytes, without `nomodule` scripts. */
export async function scriptBytes(url: string): Promise<number> {
  const html = (await fetchBytes(url, "identity")).toString("utf8");
  const tags = html.match(/<script\b[^>]*>/g) ?? [];
  const sources = tags
    .filter((tag) => !/\bnomodule\b/i.test(tag))
    .flatMap((tag) => tag.match(/\bsrc="([^"]+)"/)?.[1] ?? []);
  const sizes = await Promise.all(
    [...new Set(sources)].map(async (source) => (await fetchBytes(new URL(source, url).href, "gzip")).byteLength),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** The compressed body. `fetch` would decompress it. */
function fetchBytes(url: string, encoding: "gzip" | "identity"): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { "accept-encoding": encoding } }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => resolve(Buffer.concat(chunks)));
      response.on("error", reject);
    }).on("error", reject);
  });
}
