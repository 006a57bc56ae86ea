// Leaves out type-only imports, which don't exist at run time. dependency-cruiser does that with tsc but not with other parsers.
require("./oxc.cjs");
const swc = require("@swc/core");

const { parseFileSync } = swc;
swc.parseFileSync = (file, options) => {
  const tree = parseFileSync(file, options);
  return {
    ...tree,
    body: tree.body.filter(({ typeOnly, specifiers = [] }) => !typeOnly && !everyTypeOnly(specifiers)),
  };
};

const everyTypeOnly = (specifiers) => specifiers.length > 0 && specifiers.every(({ isTypeOnly }) => isTypeOnly);
