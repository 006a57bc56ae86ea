import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { productNames, products } from "@/products";
import { missingParts } from "@/products/parts";
import { testEnvironment } from "@/testing/environment";
import { newProduct } from "./new-product";

/** Everything a product's files import. */
const sources = [
  "app",
  "components",
  "lib",
  "products",
  "db",
  "scripts",
  "seed",
  "testing",
  "tsconfig.json",
  "tsconfig.node.json",
  "package.json",
];

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "gatehouse-new-product-"));
  for (const source of sources) cpSync(source, join(root, source), { recursive: true });
  symlinkSync(join(process.cwd(), "node_modules"), join(root, "node_modules"));
  newProduct(root, { name: "acme", title: "Acme Analytics" });
}, 60_000);
afterAll(() => rmSync(root, { recursive: true }));

/** Runs `node` in the copy, which sells `acme`, and returns what it printed. @throws Error with its output when it fails. */
function node(...args: string[]): string {
  // The preload sets TSX_TSCONFIG_PATH for child processes: run by one, the copy would import this repository's files.
  const { TSX_TSCONFIG_PATH: _, ...inherited } = process.env;
  const env = { ...inherited, ...testEnvironment("postgres://user:password@127.0.0.1:1/none"), PRODUCT: "acme" };
  const { status, stdout, stderr } = spawnSync("node", args, { cwd: root, env, encoding: "utf8" });
  if (status !== 0) throw new Error(`node ${args.join(" ")} exited with ${status}:\n${stdout}${stderr}`);
  return stdout;
}

describe("a new product", () => {
  it("has all of its parts", () => expect(missingParts(root)).toEqual([]));

  it("passes the type check", { timeout: 180_000 }, () => {
    const include = ["next-env.d.ts", "products/**/*", "app/(app)/(acme)/**/*"];
    writeFileSync(join(root, "next-env.d.ts"), '/// <reference types="next" />\n');
    const exclude = productNames.map((name) => `products/${name}`);
    writeFileSync(join(root, "tsconfig.acme.json"), JSON.stringify({ extends: "./tsconfig.json", include, exclude }));
    // Four checkers, the default, check what they share four times.
    const flags = ["--noEmit", "--incremental", "false", "--checkers", "1"];
    expect(node("node_modules/typescript/bin/tsc", ...flags, "-p", "tsconfig.acme.json")).toBe("");
  });

  it("starts: its catalog is valid and its verbs load", { timeout: 60_000 }, () => {
    const program = `
      const { catalog, productPaths, otherProductPaths } = await import("./lib/catalog/index.ts");
      const { product } = await import("./lib/products/index.ts");
      console.log(JSON.stringify({
        name: catalog.name,
        paths: productPaths,
        others: otherProductPaths.toSorted(),
        questions: product.questions.map(({ key }) => key),
      }));
      process.exit(0);`;
    expect(
      JSON.parse(node("--import", "./scripts/preload/typescript.mjs", "--input-type=module", "--eval", program)),
    ).toEqual({
      name: "Acme Analytics",
      paths: ["/acme"],
      others: Object.values(products)
        .flatMap((each) => each.paths)
        .sort(),
      questions: ["companySize"],
    });
  });

  it.each(["unison", "Acme", "1st", "a b", "../acme", ""])("can't be named %j", (name) => {
    expect(() => newProduct(root, { name })).toThrow(/already exists|can't name a product/);
  });
});

describe("a product without one of its parts", () => {
  const parts = [
    ["products/acme/index.ts", "products/acme/index.ts is missing. It exports the product's definition"],
    ["products/acme/catalog.ts", "products/acme/catalog.ts is missing. It exports `catalog`"],
    ["products/acme/domain/index.ts", "products/acme/domain/index.ts is missing. It exports `domain`"],
    ["products/acme/pages/index.tsx", "products/acme/pages/index.tsx is missing. It exports `pages`"],
    ["products/acme/site/index.tsx", "products/acme/site/index.tsx is missing. It exports `site`"],
    [
      "app/(app)/(acme)/layout.tsx",
      'app/(app)/(acme)/layout.tsx is missing. Its default export calls requireProduct("acme")',
    ],
    ["app/(app)/(acme)/acme/page.tsx", "app/(app)/(acme)/acme/page.tsx is missing. It re-exports a page"],
  ] as const;

  it.each(parts)("is told that %s is missing, and what to add", (file, sentence) => {
    const kept = join(root, "kept");
    cpSync(join(root, file), kept);
    rmSync(join(root, file));
    try {
      expect(missingParts(root)).toContainEqual(expect.stringContaining(sentence));
    } finally {
      cpSync(kept, join(root, file));
    }
  });

  it("is told that the registry doesn't list it", () => {
    mkdirSync(join(root, "products/globex"));
    try {
      expect(missingParts(root)).toEqual([
        'products/index.ts doesn\'t list products/globex. Import globex from "./globex" and add it to `products`.',
      ]);
    } finally {
      rmSync(join(root, "products/globex"), { recursive: true });
    }
  });
});
