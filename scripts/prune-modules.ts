// npm run image:prune: removes from node_modules and .next what the web server, the worker and the scripts of a deployment don't load.
// For the last stage of the Dockerfile only: afterward, the folder can't build or test any more.
import { existsSync } from "node:fs";
import { readdir, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, normalize } from "node:path";
import { build } from "esbuild";

/** What runs in an image. A product's verbs are loaded by name, so no import leads to them. */
const programs = [
  "server/start.ts",
  "worker/start.ts",
  "lib/telemetry/trace.ts",
  "lib/telemetry/sentry.ts",
  ...["admin", "audit", "doctor", "fx-rates", "migrate", "secrets", "stripe-sync"].map((name) => `scripts/${name}.ts`),
  ...(await readdir("products", { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && existsSync(`products/${entry.name}/domain/index.ts`))
    .map(({ name }) => `products/${name}/domain/index.ts`),
];
/** Loaded by the preloads of package.json's scripts, and by Next, whose tracer resolves it by other conditions than Node does. */
const loaders = ["tsx", "@next/env", "@swc/helpers"];
/** Of these, only what Next's build and its server use is kept: the rest is its compiler. */
const traced = new Set(["next"]);
/** Types, sources, source maps and Next's development server are for people who develop. */
const forDevelopers = /(\.(map|[cm]?ts|tsx|flow|markdown|md)|\.runtime\.dev\.js)$/;
/** Only for the build, or written while it ran. */
const buildOutput = ["cache", "trace", "trace-build", "diagnostics", "types", "turbopack", "build"];

const lock: { packages: Record<string, Package> } = JSON.parse(await readFile("package-lock.json", "utf8"));
type Package = Partial<Record<"dependencies" | "optionalDependencies" | "peerDependencies", Record<string, string>>> & {
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
};

const folders = closureOf([...loaders, ...(await importedPackages())].filter((name) => !traced.has(name)));
const files = await tracedFiles();
await pruneFolder("node_modules");
for (const name of buildOutput) await rm(join(".next", name), { recursive: true, force: true });
console.log(`Kept ${folders.size} packages, and ${files.size} traced files.`);

/** The packages that our programs import, statically or not. */
async function importedPackages(): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: programs,
    bundle: true,
    write: false,
    metafile: true,
    outdir: "unused",
    packages: "external",
    platform: "node",
    format: "esm",
    jsx: "automatic",
    logLevel: "error",
  });
  const paths = Object.values(metafile.inputs).flatMap(({ imports }) =>
    imports.filter(({ external }) => external).map(({ path }) => path),
  );
  const isPackage = (path: string) => !path.startsWith("node:") && !path.startsWith(".") && !path.includes("*");
  return [...new Set(paths.filter(isPackage).map(packageOf))];
}

function packageOf(path: string): string {
  const [first = "", second = ""] = path.split("/");
  return first.startsWith("@") ? `${first}/${second}` : first;
}

/** The folders of packages and of everything they depend on. */
function closureOf(names: readonly string[]): Set<string> {
  const found = new Set<string>();
  const visit = (name: string, from: string): void => {
    const folder = resolveFrom(name, from);
    if (!folder || found.has(folder) || traced.has(name)) return;
    found.add(folder);
    const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } = lock.packages[folder] ?? {};
    const peers = Object.keys(peerDependencies ?? {}).filter((peer) => !peerDependenciesMeta?.[peer]?.optional);
    for (const each of [...Object.keys(dependencies ?? {}), ...Object.keys(optionalDependencies ?? {}), ...peers]) {
      visit(each, folder);
    }
  };
  for (const name of names) visit(name, "");
  return found;
}

/** As Node looks for a package: in the own node_modules, then in those above. Undefined for another platform's. */
function resolveFrom(name: string, from: string): string | undefined {
  for (
    let folder = from;
    ;
    folder = folder.includes("/node_modules/") ? folder.slice(0, folder.lastIndexOf("/node_modules/")) : ""
  ) {
    const candidate = normalize(join(folder, "node_modules", name));
    if (existsSync(candidate)) return candidate;
    if (folder === "") return undefined;
  }
}

/** What Next's build traced for its routes and server, and what a custom server loads of Next. */
async function tracedFiles(): Promise<Set<string>> {
  const kept = new Set<string>();
  for (const manifest of await manifestsIn(".next")) {
    const { files: listed }: { files: string[] } = JSON.parse(await readFile(manifest, "utf8"));
    for (const file of listed) kept.add(normalize(join(dirname(manifest), file)));
  }
  // Next comes with the tracer that its build uses.
  const { nodeFileTrace } = createRequire(import.meta.url)("next/dist/compiled/@vercel/nft");
  const entries = ["next/dist/server/next.js", "next/headers.js", "next/navigation.js", "next/package.json"];
  const { fileList } = await nodeFileTrace(
    entries.map((entry) => `node_modules/${entry}`),
    {
      base: process.cwd(),
      ignore: (path: string) => /next\/dist\/(compiled\/(webpack|babel|@babel)|build\/swc)/.test(path),
    },
  );
  for (const file of fileList as Set<string>) kept.add(normalize(file));
  return kept;
}

async function manifestsIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter(({ name }) => name.endsWith(".nft.json")).map((entry) => join(entry.parentPath, entry.name));
}

async function pruneFolder(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      await pruneFolder(path);
      if ((await readdir(path)).length === 0) await rm(path, { recursive: true });
    } else if (!isKept(path)) await rm(path);
  }
}

/** A file belongs to the innermost package above it: a nested version may go while the package around it stays. */
function isKept(path: string): boolean {
  if (forDevelopers.test(path)) return false;
  if (files.has(path)) return true;
  const start = path.lastIndexOf("node_modules/");
  const inside = path.slice(start + "node_modules/".length);
  return folders.has(path.slice(0, start) + join("node_modules", packageOf(inside)));
}
