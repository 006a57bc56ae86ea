import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

type Program = {
  /** The entry module, relative to the root. */
  entry: string;
  /** The folders of its own modules. Packages from npm aren't bundled. */
  sources: readonly string[];
  /** The package whose node_modules it uses. */
  home?: string;
};

/**
 * Bundles one of our programs into a single file, for tests that start it often: loading hundreds of TypeScript modules would
 * take longer than most of the tests. Cached until a source file changes.
 *
 * @returns the path of an ES module with the entry's exports.
 */
export async function bundled({ entry, sources, home = "." }: Program): Promise<string> {
  const cache = join(root, home, "node_modules/.cache/gatehouse");
  const name = `${basename(entry, ".ts")}-${await digest(sources)}`;
  const file = join(cache, name, `${basename(entry, ".ts")}.js`);
  if (!existsSync(file)) await build(join(root, entry), cache, name);
  return file;
}

async function digest(sources: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const folder of sources) {
    const files = (await readdir(join(root, folder), { recursive: true })).filter(isSource).sort();
    for (const file of files) hash.update(file).update(await readFile(join(root, folder, file)));
  }
  return hash.digest("hex").slice(0, 16);
}

const isSource = (file: string) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|node_modules/.test(file);

/** Built next to its final place and then moved, so that two processes can build the same bundle at once. */
async function build(entry: string, cache: string, name: string): Promise<void> {
  const vite = await import("vite");
  await mkdir(cache, { recursive: true });
  const draft = await mkdtemp(join(cache, ".draft-"));
  await vite.build({
    configFile: false,
    root,
    logLevel: "error",
    resolve: { alias: { "@": root, "server-only": join(root, "scripts/server-only.ts") } },
    esbuild: { jsx: "automatic" },
    build: { ssr: entry, outDir: draft, target: "node20", minify: false, copyPublicDir: false },
  });
  await rename(draft, join(cache, name)).catch(() => rm(draft, { recursive: true }));
}
