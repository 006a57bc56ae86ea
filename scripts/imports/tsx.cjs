// dependency-cruiser 17 reads TypeScript 7 through swc, but asks it for TypeScript without JSX, which .tsx files are not.
const swc = require("@swc/core");

const { parseFileSync } = swc;
swc.parseFileSync = (file, options) => parseFileSync(file, { ...options, tsx: file.endsWith(".tsx") });
