// Leaves out the imports that are gone when the program runs, which dependency-cruiser does for tsc but not for swc.
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
