import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { joinDataScripts, staticPages } from "./inline-scripts";
import { inlineStyles } from "./inline-styles";
import { shrinkPage } from "./shrink-page";

/**
 * Joins the scripts of all static pages of a build, takes out of the data what their HTML says already, and puts the styles they need
 * into their head. Idempotent.
 */
export async function finishStaticPages(buildFolder: string): Promise<void> {
  const readStylesheet = (href: string) => readFile(join(buildFolder, href.replace(/^\/_next\//, "")), "utf8");
  for (const { file, html } of await staticPages(buildFolder)) {
    const finished = await inlineStyles(shrinkPage(joinDataScripts(html)), readStylesheet);
    if (finished === html) continue;
    await writeFile(`${file}.tmp`, finished);
    await rename(`${file}.tmp`, file);
  }
}
