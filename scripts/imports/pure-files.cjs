const { readdirSync, readFileSync } = require("node:fs");
const { join } = require("node:path");

/**
 * Noun files: those of a domain without `import "server-only"`, and a product's definition, catalog and copy. They have to be
 * pure, including everything they import. A domain's index.ts re-exports both kinds; tests, lib/*.ts and a product's pages are
 * neither.
 */
const inDomain = (file) =>
  /^(lib|products)\/[^/]+\//.test(file) && !/\/(testing\.|sample\/|pages\/|navigation\.)/.test(file);
const isDefinition = (file) => /^products\/([^/]+\/)?index\.ts$/.test(file);

const files = ["lib", "products"]
  .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name).replaceAll("\\", "/"))
  .filter((file) => isDefinition(file) || (inDomain(file) && !/\/index\.ts$/.test(file)));
const isVerb = (file) => readFileSync(file, "utf8").includes('import "server-only"');
const pattern = (file) => `^${file.replaceAll(".", "\\.")}$`;

/** Path patterns for dependency-cruiser. */
exports.pureFiles = files.filter((file) => !isVerb(file)).map(pattern);
exports.verbFiles = files.filter(isVerb).map(pattern);
