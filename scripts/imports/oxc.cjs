// dependency-cruiser parses TypeScript 7 with swc, which hands over whole syntax trees as JSON: half of the time of a run. oxc lists
// the imports alone. They are handed on in the shape of swc's tree. Which of them are of types only, dependency-cruiser doesn't keep
// with a parser other than tsc, so that is kept here.
const { readFileSync } = require("node:fs");
const swc = require("@swc/core");
const { parseSync } = require("oxc-parser");

const span = { start: 0, end: 0 };
const text = (value) => ({ type: "StringLiteral", span, value });

/** By absolute path of the file: the addresses of imports that don't exist when the program runs. */
exports.typeOnlyImports = new Map();

const { parseFileSync } = swc;
swc.parseFileSync = (file, options) => {
  const tree = parse(file, options);
  const isTypeOnly = (node) => node.typeOnly || everyTypeOnly(node.specifiers ?? []);
  const atRunTime = new Set(tree.body.filter((node) => !isTypeOnly(node)).map(addressOf));
  const typeOnly = tree.body.filter(isTypeOnly).map(addressOf);
  exports.typeOnlyImports.set(file, new Set(typeOnly.filter((address) => !atRunTime.has(address))));
  return tree;
};

const addressOf = ({ source }) => source?.value;
const everyTypeOnly = (specifiers) => specifiers.length > 0 && specifiers.every((each) => each.isTypeOnly);

function parse(file, options) {
  const source = readFileSync(file, "utf8");
  // Which oxc doesn't list. Without the option swc doesn't read JSX.
  if (/\brequire\(/.test(source)) return parseFileSync(file, { ...options, tsx: file.endsWith(".tsx") });
  return { type: "Module", span, interpreter: null, body: importsOf(file, source) };
}

function importsOf(file, source) {
  const { module: found, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(errors[0].message);
  return [
    ...found.staticImports.map(({ moduleRequest, entries }) => ({
      type: "ImportDeclaration",
      span,
      source: text(moduleRequest.value),
      specifiers: [],
      typeOnly: isTypeOnly(entries),
    })),
    ...found.staticExports
      .filter(({ entries }) => entries[0]?.moduleRequest)
      .map(({ entries }) => ({
        type: "ExportNamedDeclaration",
        span,
        source: text(entries[0].moduleRequest.value),
        specifiers: [],
        typeOnly: isTypeOnly(entries),
      })),
    ...found.dynamicImports.flatMap(({ moduleRequest: { start, end } }) => {
      const quoted = /^(["'`])([^$]*)\1$/.exec(source.slice(start, end));
      return quoted ? [dynamicImport(quoted[2])] : [];
    }),
  ];
}

const isTypeOnly = (entries) => entries.length > 0 && entries.every(({ isType }) => isType);

const dynamicImport = (address) => ({
  type: "ExpressionStatement",
  span,
  expression: {
    type: "CallExpression",
    span,
    callee: { type: "Import", span, phase: "evaluation" },
    arguments: [{ spread: null, expression: text(address) }],
    typeArguments: null,
  },
});
