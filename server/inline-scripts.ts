import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** The static pages of a build: their paths, and the files with their HTML. */
export async function staticPages(buildFolder: string): Promise<{ path: string; file: string; html: string }[]> {
  const manifest: unknown = JSON.parse(await readFile(join(buildFolder, "prerender-manifest.json"), "utf8"));
  const { routes } = manifest as { routes: Record<string, unknown> };
  const pages = await Promise.all(
    Object.keys(routes).map(async (path) => {
      const file = join(buildFolder, "server/app", `${path === "/" ? "/index" : path}.html`);
      // Images and other data are in the manifest, too.
      const html = await readFile(file, "utf8").catch(() => undefined);
      return html === undefined ? [] : [{ path, file, html }];
    }),
  );
  return [...pages.flat(), ...(await pagesRenderedAgain(buildFolder))];
}

/** Next may render a static page again while it serves, and then prefers that to the build's. */
async function pagesRenderedAgain(buildFolder: string): Promise<{ path: string; file: string; html: string }[]> {
  const folder = join(buildFolder, "server/route-cache");
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return Promise.all(
    entries
      .filter((entry) => entry.isFile() && entry.name.endsWith(".html"))
      .map(async (entry) => {
        const file = join(entry.parentPath, entry.name);
        const [, path = ""] = /\$(\/.*)\.html$/.exec(file) ?? [];
        return { path: path === "/index" ? "/" : path, file, html: await readFile(file, "utf8") };
      }),
  );
}

const scriptTag = /<script(?<attributes>[^>]*)>(?<code>[\s\S]*?)<\/script>/g;

/** Scripts of a file, and data such as JSON-LD. Speculation rules are data that a policy must allow. */
const needsNone = /\ssrc=|\stype="(?!speculationrules")/;

/** The `script-src` sources that allow the inline scripts of a page, and no others. */
export function inlineScriptSources(html: string): string[] {
  const scripts = [...html.matchAll(scriptTag)].filter(({ groups }) => !needsNone.test(groups?.attributes ?? ""));
  return [...new Set(scripts.map(({ groups }) => hashSource(groups?.code ?? "")))];
}

const hashSource = (code: string) => `'sha256-${createHash("sha256").update(code).digest("base64")}'`;

/** Between two of the scripts in which Next embeds a page's data. Within the data, `<` is escaped. */
const betweenData = "])</script><script>self.__next_f.push(";

/** Joins the scripts in which Next embeds a page's data. A long page has fifty, whose hashes don't fit in a header. */
export const joinDataScripts = (html: string): string => html.replaceAll(betweenData, "]);self.__next_f.push(");

/** The page before its scripts were joined, as Next writes it when it renders a static page again. */
export const splitDataScripts = (html: string): string => html.replaceAll("]);self.__next_f.push(", betweenData);
