import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const registry = "products/index.ts";

/** The files a product needs, besides its routes. */
const parts: readonly { file: string; hint: string }[] = [
  {
    file: "index.ts",
    hint: "It exports the product's definition under the product's name: its catalog and its paths.",
  },
  { file: "catalog.ts", hint: "It exports `catalog`: plans, prices, meters and features." },
  {
    file: "domain/index.ts",
    hint: "It exports `domain`, a ProductDomain: what the commercial layer asks of the product.",
  },
  {
    file: "pages/index.tsx",
    hint: "It exports `pages`, a ProductPages: dashboard and words for the audit log.",
  },
  {
    file: "pages/onboarding.tsx",
    hint: "It exports `firstStep`, the product's onboarding step.",
  },
  {
    file: "navigation.tsx",
    hint: "It exports `navigation`, the entries of the sidebar.",
  },
  {
    file: "site/index.tsx",
    hint: "It exports `site`, a ProductSite: what the landing page draws of the product.",
  },
];

/**
 * What the products below `root` lack, one sentence each. Reads files instead of importing them, so that the error says
 * what is missing and what to add instead of failing on an import.
 */
export function missingParts(root: string): string[] {
  const text = readFileSync(join(root, registry), "utf8");
  const registered = [...text.matchAll(/from "\.\/([a-z0-9_]+)"/g)].flatMap(([, name]) => name ?? []);
  const listed = registered.filter((name) => name !== "definition");
  const folders = readdirSync(join(root, "products"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  return [
    ...folders
      .filter((name) => !listed.includes(name))
      .map(
        (name) =>
          `${registry} doesn't list products/${name}. Import ${name} from "./${name}" and add it to \`products\`.`,
      ),
    ...listed.flatMap((name) => missingOf(root, name)),
  ];
}

function missingOf(root: string, name: string): string[] {
  const files = [
    ...parts.map(({ file, hint }) => ({ file: `products/${name}/${file}`, hint })),
    ...routesOf(root, name),
  ];
  return files
    .filter(({ file }) => !existsSync(join(root, file)) && !existsSync(join(root, besideRecords(file))))
    .map(({ file, hint }) => `${file} is missing. ${hint}`);
}

/** A list with pages of single records is in a group of its own, so that its skeleton isn't theirs. */
const besideRecords = (file: string): string => file.replace(/page\.tsx$/, "(list)/page.tsx");

/**
 * The route files that Next's conventions require: a page at each of the product's paths, below a layout that guards
 * them.
 */
function routesOf(root: string, name: string) {
  const definition = join(root, "products", name, "index.ts");
  if (!existsSync(definition)) return [];
  const folder = `app/(app)/(${name})`;
  const paths = [...readFileSync(definition, "utf8").matchAll(/"\/([a-z0-9_/-]+)"/g)].flatMap(([, path]) => path ?? []);
  if (paths.length === 0) return [];
  return [
    {
      file: `${folder}/layout.tsx`,
      hint: `Its default export calls requireProduct("${name}") and returns its children.`,
    },
    ...paths.map((path) => ({
      file: `${folder}/${path}/page.tsx`,
      hint: `It re-exports a page of products/${name}/pages; or remove "/${path}" from the product's paths.`,
    })),
  ];
}

/** @throws Error that names every missing file and what to add. */
export function assertProductsComplete(root = process.cwd()): void {
  const missing = missingParts(root);
  if (missing.length > 0) throw new Error(`A product is incomplete:\n${missing.map((line) => `  ${line}`).join("\n")}`);
}
