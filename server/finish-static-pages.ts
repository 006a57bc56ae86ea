import { rename, writeFile } from "node:fs/promises";
import { joinDataScripts, staticPages } from "./inline-scripts";
import { shrinkPage } from "./shrink-page";

/** Joins the scripts of all static pages of a build, and takes out of the data what their HTML says already. Idempotent. */
export async function finishStaticPages(buildFolder: string): Promise<void> {
  for (const { file, html } of await staticPages(buildFolder)) {
    const finished = shrinkPage(joinDataScripts(html));
    if (finished === html) continue;
    await writeFile(`${file}.tmp`, finished);
    await rename(`${file}.tmp`, file);
  }
}
