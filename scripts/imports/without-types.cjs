// Leaves out type-only imports, which don't exist at run time. dependency-cruiser does that with tsc but not with swc.
require("./tsx.cjs");
const swc = require("@swc/core");

const { parseFileSync } = swc;
swc.parseFileSync = (file, options) => {
  const tree = parseFileSync(file, options);
  return { ...tree, body: tree.body.filter((statement) => !isTypeOnly(statement)) };
};

function isTypeOnly({ type, typeOnly, specifiers, source }) {
  if (type !== "ImportDeclaration" && type !== "ExportNamedDeclaration") return false;
  if (typeOnly) return true;
  return Boolean(source) && specifiers.length > 0 && specifiers.every((specifier) => specifier.isTypeOnly);
}
