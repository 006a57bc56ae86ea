// npm run build: writes the package as it is published to `dist`, or to the folder given. `npm publish dist` publishes it.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const [target = join(here, "dist")] = process.argv.slice(2);

compile();
for (const file of readdirSync(target)) addExtensions(join(target, file));
writeFileSync(join(target, "package.json"), `${JSON.stringify(published(), null, 2)}\n`);
for (const file of ["README.md", "../../LICENSE"]) cpSync(join(here, file), join(target, file.replace("../../", "")));

/** One file per module, so that a page which only imports `./http` gets nothing else. */
function compile(): void {
  mkdirSync(target, { recursive: true });
  const typescript = createRequire(import.meta.url).resolve("typescript/package.json");
  const tsc = join(dirname(typescript), "bin", "tsc");
  execFileSync(process.execPath, [tsc, "--project", here, "--outDir", target], { stdio: ["ignore", 2, 2] });
}

/** Node.js and TypeScript's `nodenext` resolve relative imports only with their extension. */
function addExtensions(file: string): void {
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace(/((?:from|import) )"(\.\/\w+)"/g, '$1"$2.js"'));
}

/**
 * ES modules alone: a second copy as CommonJS would be a second `ApiError`, of which nothing caught is an instance. Since
 * Node.js 20.19, `require` loads these, too.
 */
function published() {
  const {
    private: _,
    scripts: _scripts,
    devDependencies: _tools,
    ...kept
  } = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));
  const entry = (name: string) => ({ types: `./${name}.d.ts`, default: `./${name}.js` });
  return { ...kept, exports: { ".": entry("index"), "./http": entry("http") } };
}
