import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const templates = fileURLToPath(new URL("template", import.meta.url));
const registry = "products/index.ts";

type NewProduct = {
  name: string;
  /** The name customers see. Defaults to `name`, capitalized. */
  title?: string | undefined;
};

/**
 * Writes the folder, the routes and the registry line of a product into the repository at `root`.
 *
 * @returns the files it wrote.
 * @throws Error when the name can't be used, before anything is written.
 */
export function newProduct(root: string, { name, title }: NewProduct): string[] {
  if (!/^[a-z][a-z0-9]{1,30}$/.test(name)) {
    throw new Error(
      `"${name}" can't name a product: use 2 to 31 lowercase letters and digits, starting with a letter.`,
    );
  }
  const taken = [`products/${name}`, `app/(app)/${name}`, `app/(app)/(${name})`].find((path) =>
    existsSync(join(root, path)),
  );
  if (taken) throw new Error(`${taken} already exists.`);
  const words = { __NAME__: name, __TITLE__: title ?? name.charAt(0).toUpperCase() + name.slice(1) };
  const files = readdirSync(templates, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((template) => ({ path: targetOf(template, name), text: filled(readFileSync(template, "utf8"), words) }));
  for (const { path, text } of files) write(join(root, path), text);
  write(join(root, registry), registered(readFileSync(join(root, registry), "utf8"), name));
  return [...files.map(({ path }) => path), registry];
}

/** The template's `app/` goes to the product's route folder, everything else to `products/<name>`. */
function targetOf(template: string, name: string): string {
  const file = template.slice(templates.length + 1).replace(/\.template$/, "");
  if (file === "app/layout.tsx") return `app/(app)/(${name})/layout.tsx`;
  if (file === "app/page.tsx") return `app/(app)/(${name})/${name}/page.tsx`;
  return `products/${name}/${file}`;
}

const filled = (text: string, words: Readonly<Record<string, string>>) =>
  text.replace(/__[A-Z]+__/g, (word) => words[word] ?? word);

/** The registry with the product added, sorted as the linter requires. */
function registered(text: string, name: string): string {
  const imports = [...text.matchAll(/^import \{ (\w+) \} from "\.\/\w+";\n/gm)].flatMap(([, product]) => product ?? []);
  const names = [...imports, name].sort();
  const [first] = text.match(/^import \{ \w+ \} from "\.\/\w+";\n/m) ?? [];
  if (!first) throw new Error(`${registry} doesn't look as expected: it lists no product.`);
  return text
    .replace(/^import \{ \w+ \} from "\.\/\w+";\n/gm, "")
    .replace(
      /^(import type .*\n)/m,
      `$1${names.map((product) => `import { ${product} } from "./${product}";\n`).join("")}`,
    )
    .replace(
      /(export const products = \{\n)(?: {2}\w+,\n)+/,
      `$1${names.map((product) => `  ${product},\n`).join("")}`,
    );
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
