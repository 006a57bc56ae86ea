const { pureFiles, verbFiles } = require("./scripts/imports/pure-files.cjs");

/** The import rules of the house, types included. Cycles and purity, of which types are no part: `.dependency-cruiser-run-time.cjs`. */
const tests = "(^db/(testing|seed)/|\\.test\\.tsx?$|^lib/products/[^/]+/testing\\.ts$|/testing/)";

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-unresolved",
      comment: "The import leads nowhere.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "components-not-from-app",
      comment: "app → components → lib → db",
      severity: "error",
      from: { path: "^components/" },
      to: { path: "^app/" },
    },
    {
      name: "lib-not-from-pages",
      comment: "app → components → lib → db. Only tests, which post to a route as Stripe would, look up.",
      severity: "error",
      from: { path: "^lib/", pathNot: tests },
      to: { path: "^(app|components)/" },
    },
    {
      name: "db-not-from-above",
      comment:
        "app → components → lib → db. Only seeds and test factories, which tell stories in the verbs of lib, look up.",
      severity: "error",
      from: { path: "^db/", pathNot: tests },
      to: { path: "^(app|components|lib)/" },
    },
    {
      name: "nothing-from-tests",
      comment: "Factories, seeds and test support are not part of the product.",
      severity: "error",
      from: { path: "^(app|components|lib|db)/", pathNot: tests },
      to: { path: "^(db/(testing|seed)|e2e|bench|scripts)/" },
    },
    {
      name: "domains-by-their-index",
      comment: "A domain in lib reaches another through its index.ts only.",
      severity: "error",
      from: { path: "^lib/([^/]+)/", pathNot: [tests, ...pureFiles] },
      to: { path: "^lib/[^/]+/", pathNot: ["^lib/$1/", "^lib/([^/]+|products/[^/]+)/index\\.ts$"] },
    },
    {
      name: "nouns-by-nouns",
      comment: "A noun may also name another domain's noun: its index.ts would bring the verbs, and their I/O, along.",
      severity: "error",
      from: { path: "^lib/([^/]+)/", pathNot: [tests, "/index\\.ts$", ...verbFiles] },
      to: { path: "^lib/[^/]+/", pathNot: ["^lib/$1/", "^lib/([^/]+|products/[^/]+)/index\\.ts$", ...pureFiles] },
    },
    {
      name: "nothing-from-local-stripe",
      comment: "The app knows the local Stripe by host and port only: the real one has to fit in its place.",
      severity: "error",
      from: { pathNot: "^packages/local-stripe/" },
      to: { path: "^packages/local-stripe/" },
    },
    {
      name: "local-stripe-stands-alone",
      comment: "The local Stripe knows nothing of the app.",
      severity: "error",
      from: { path: "^packages/local-stripe/" },
      to: { path: "^(app|components|lib|db|scripts|e2e|bench)/" },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    parser: "swc",
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      mainFields: ["module", "main", "types"],
    },
  },
};
