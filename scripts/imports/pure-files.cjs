const { readdirSync, readFileSync } = require("node:fs");
const { join } = require("node:path");

/**
 * A file of a domain that does not say `import "server-only"` is a noun: pure, by however many steps. An index.ts hands on
 * nouns and verbs alike; tests and what lies in lib itself are neither.
 */
const files = readdirSync("lib", { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$|^index\.ts$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name).replaceAll("\\", "/"))
  .filter((file) => /^lib\/[^/]+\//.test(file) && !/\/testing\./.test(file));
const isVerb = (file) => readFileSync(file, "utf8").includes('import "server-only"');
const pattern = (file) => `^${file.replaceAll(".", "\\.")}$`;

/** As patterns of dependency-cruiser. */
exports.pureFiles = files.filter((file) => !isVerb(file)).map(pattern);
exports.verbFiles = files.filter(isVerb).map(pattern);
