// dependency-cruiser 17 parses TypeScript 7 with swc, but without JSX, so .tsx files need the option.
const swc = require("@swc/core");

const { parseFileSync } = swc;
swc.parseFileSync = (file, options) => parseFileSync(file, { ...options, tsx: file.endsWith(".tsx") });
