const { pureFiles, verbFiles } = require("./scripts/imports/pure-files.cjs");

/** The import rules of the house, types included. Cycles and purity, of which types are no part: `.dependency-cruiser-run-time.cjs`. */
const tests = "(\\.test\\.tsx?$|^lib/products/[^/]+/testing\\.ts$)";

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
      comment: "app → components → lib → db. Only tests look up: one drives the pages and routes it is about.",
      severity: "error",
      from: { path: "^lib/", pathNot: tests },
      to: { path: "^(app|components)/" },
    },
    {
      name: "db-not-from-above",
      comment: "app → components → lib → db: schema, driver and routines know nothing of what is built on them.",
      severity: "error",
      from: { path: "^db/", pathNot: tests },
      to: { path: "^(app|components|lib|server|worker|seed|scripts)/" },
    },
    {
      name: "nothing-from-tests",
      comment: "Nothing that serves customers imports a program, a seed or test support.",
      severity: "error",
      from: { path: "^(app|components|lib|db)/", pathNot: tests },
      to: { path: "^(testing|seed|e2e|bench|scripts|server|worker)/" },
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
      to: { path: "^(app|components|lib|db|server|worker|seed|testing|scripts|e2e|bench)/" },
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
