const { readdirSync, readFileSync } = require("node:fs");
const { join } = require("node:path");

/**
 * A file of a domain that does not say `import "server-only"` is a noun: pure, by however many steps. So are a product's
 * definition, catalog and copy, which the registry hands to lib/catalog. An index.ts of a domain hands on nouns and verbs
 * alike; tests, what lies in lib itself, and a product's pages are neither.
 */
const inDomain = (file) => /^(lib|products)\/[^/]+\//.test(file) && !/\/(testing\.|pages\/|navigation\.)/.test(file);
const isDefinition = (file) => /^products\/([^/]+\/)?index\.ts$/.test(file);

const files = ["lib", "products"]
  .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name).replaceAll("\\", "/"))
  .filter((file) => isDefinition(file) || (inDomain(file) && !/\/index\.ts$/.test(file)));
const isVerb = (file) => readFileSync(file, "utf8").includes('import "server-only"');
const pattern = (file) => `^${file.replaceAll(".", "\\.")}$`;

/** As patterns of dependency-cruiser. */
exports.pureFiles = files.filter((file) => !isVerb(file)).map(pattern);
exports.verbFiles = files.filter(isVerb).map(pattern);
