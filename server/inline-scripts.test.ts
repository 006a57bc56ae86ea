import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readBuildScripts } from "./content-security";
import { finishStaticPages } from "./finish-static-pages";
import { inlineScriptSources, joinDataScripts } from "./inline-scripts";

const sha = (code: string) => `'sha256-${createHash("sha256").update(code).digest("base64")}'`;
const data = (text: string) => `self.__next_f.push([1,${JSON.stringify(text).replaceAll("<", "\\u003c")}])`;
const page = (...scripts: string[]) =>
  `<html><body>${scripts.map((code) => `<script>${code}</script>`).join("")}</body></html>`;

describe("the inline scripts of a static page", () => {
  it("are named by their hash, each once", () => {
    expect(inlineScriptSources(page("a()", "b('é')", "a()"))).toEqual([sha("a()"), sha("b('é')")]);
  });

  it("are neither scripts of a file nor structured data", () => {
    const html =
      '<script src="/a.js" async=""></script><script type="application/ld+json">{}</script><script id="x">c()</script>';
    expect(inlineScriptSources(html)).toEqual([sha("c()")]);
  });

  it("may be rules for loading pages in advance", () => {
    expect(inlineScriptSources('<script type="speculationrules">{"a":1}</script>')).toEqual([sha('{"a":1}')]);
  });

  it("are joined where they hold the page's data, which stays what it was", () => {
    const texts = ["one", "</script><script>self.__next_f.push(", "three"];
    const html = page("theme()", ...texts.map(data));
    const joined = joinDataScripts(html);
    expect(inlineScriptSources(joined)).toHaveLength(2);
    const received: unknown[] = [];
    const run = (code: string) => new Function("self", "theme", code)({ __next_f: received }, () => undefined);
    for (const [, code = ""] of joined.matchAll(/<script>([\s\S]*?)<\/script>/g)) run(code);
    expect(received).toEqual(texts.map((text) => [1, text]));
    expect(joinDataScripts(joined)).toBe(joined);
  });
});

describe("the static pages of a build", () => {
  let folder: string;
  const files: Record<string, string> = {
    "prerender-manifest.json": JSON.stringify({
      routes: { "/": {}, "/site/a/long": {}, "/site/a/short": {}, "/image": {}, "/_not-found": {} },
    }),
    "server/app/index.html": page("theme()", data("start")),
    "server/app/site/a/long.html": page("theme()", ...Array.from({ length: 50 }, (_, index) => data(`part ${index}`))),
    "server/app/site/a/short.html": page("theme()", ...Array.from({ length: 20 }, (_, index) => data(`part ${index}`))),
    "server/app/image.body": "png",
    "server/app/_not-found.html": page("theme()", data("not found")),
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "build-"));
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    await finishStaticPages(folder);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("have few enough scripts that a proxy takes the header", async () => {
    const { byPath, ofErrorPages } = await readBuildScripts(folder);
    expect([...byPath.keys()]).toEqual(["/", "/site/a/long", "/site/a/short"]);
    expect(byPath.get("/")).toEqual([sha("theme()"), sha(data("start"))]);
    // Twenty parts are named one by one, too; fifty would be too many.
    expect(byPath.get("/site/a/short")).toHaveLength(1 + 1 + 20);
    expect(byPath.get("/site/a/long")).toHaveLength(2);
    expect(ofErrorPages).toEqual([sha("theme()"), sha(data("not found"))]);
  });

  it("that Next has rendered again since are named, too", async () => {
    const again = join(folder, "server/route-cache/APP_PAGE/abc/$/index.html");
    await mkdir(dirname(again), { recursive: true });
    await writeFile(again, page("theme()", data("again")));
    const { byPath } = await readBuildScripts(folder);
    expect(byPath.get("/")).toEqual([sha("theme()"), sha(data("start")), sha(data("again"))]);
  });

  it("aren't touched when nothing is to be joined", async () => {
    expect(await readFile(join(folder, "server/app/index.html"), "utf8")).toContain("</script><script>self.__next_f");
  });
});
