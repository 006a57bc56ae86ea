import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { finishStaticPages } from "@/server/finish-static-pages";

/** Everything that goes into a build. */
const sources = [
  "app",
  "components",
  "lib",
  "products",
  "db",
  "public",
  "package-lock.json",
  "next.config.ts",
  "postcss.config.mjs",
  "proxy.ts",
  "tsconfig.json",
  "instrumentation.ts",
  "instrumentation-node.ts",
];
const marker = ".next/gatehouse-build.json";

/** A digest of the content of every source file. One build contains all products. */
async function fingerprint(): Promise<string> {
  const hash = createHash("sha256").update(process.version);
  for (const file of (await Promise.all(sources.map(filesOf))).flat()) hash.update(file).update(await readFile(file));
  return hash.digest("hex");
}

async function filesOf(path: string): Promise<string[]> {
  if (!existsSync(path)) return [];
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(() => undefined);
  if (!entries) return [path];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/\.test\.tsx?$/.test(file))
    .sort();
}

/** Runs `build` unless `.next` already has a build of the same sources. */
export async function buildOnce(build: () => Promise<void>): Promise<void> {
  const current = await fingerprint();
  if (await isBuilt(current)) return;
  // Removed first, so that an interrupted build isn't mistaken for a complete one.
  await rm(marker, { force: true });
  await build();
  await finishStaticPages(".next");
  await writeFile(marker, current);
}

async function isBuilt(digest: string): Promise<boolean> {
  return existsSync(".next/BUILD_ID") && existsSync(marker) && (await readFile(marker, "utf8")) === digest;
}
