const { pureFiles, verbFiles } = require("./scripts/imports/pure-files.cjs");

/** The import rules, types included. Purity, of which types are no part: `scripts/imports/run-time-rules.cjs`. */
const tests = "(\\.test\\.tsx?$|^products/[^/]+/(testing\\.ts$|sample/))";

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
      name: "no-cycles",
      comment: "Files that need each other, for types only too, can't be read one after the other.",
      severity: "error",
      from: {},
      to: { circular: true },
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
      to: { path: "^(app|components|products|lib|server|worker|seed|scripts)/" },
    },
    {
      name: "nothing-from-tests",
      comment: "Nothing that serves customers imports a program, a seed or test support.",
      severity: "error",
      from: { path: "^(app|components|products|lib|db)/", pathNot: tests },
      to: { path: "^(testing|seed|e2e|bench|scripts|server|worker)/" },
    },
    {
      name: "domains-by-their-index",
      comment: "A domain in lib reaches another through its index.ts only.",
      severity: "error",
      from: { path: "^lib/([^/]+)/", pathNot: [tests, ...pureFiles] },
      to: { path: "^lib/[^/]+/", pathNot: ["^lib/$1/", "^lib/[^/]+/index\\.ts$"] },
    },
    {
      name: "nouns-by-nouns",
      comment: "A noun may also name another domain's noun: its index.ts would bring the verbs, and their I/O, along.",
      severity: "error",
      from: { path: "^lib/([^/]+)/", pathNot: [tests, "/index\\.ts$", ...verbFiles] },
      to: { path: "^lib/[^/]+/", pathNot: ["^lib/$1/", "^lib/[^/]+/index\\.ts$", ...pureFiles] },
    },
    {
      name: "reading-trusts-no-sync",
      comment:
        "The reconciliation's own reading of Stripe shares no code with what it checks: the mirror, the billing page and MRR.",
      severity: "error",
      from: { path: "^lib/reconciliation/reading/", pathNot: tests },
      to: { path: "^(db|lib)/", pathNot: "^lib/(reconciliation/reading/|catalog/)" },
    },
    {
      name: "lib-reaches-products-by-the-registry",
      comment:
        "lib names no product. Catalogs come from products/index.ts; lib/products loads the verbs of the one that is sold.",
      severity: "error",
      from: { path: "^lib/", pathNot: tests },
      to: { path: "^products/", pathNot: "^products/(index|default-product)\\.ts$" },
    },
    {
      name: "registry-by-few-files",
      comment:
        "Everyone else asks lib/catalog for the catalog, lib/api for the endpoints, lib/jobs for the queues and lib/releases for what changed. The local stack starts before there is an environment to read.",
      severity: "error",
      from: {
        pathNot: [
          "^lib/(catalog/index|env|api/operations/index|jobs/queues|releases/releases-of)\\.ts$",
          "^scripts/stack/seller\\.ts$",
          "^products/",
          tests,
        ],
      },
      to: { path: "^products/index\\.ts$" },
    },
    {
      name: "programs-name-no-product",
      comment:
        "Programs and sample data ask lib for the product that is sold. Sample data of one is in products/<name>/sample.",
      severity: "error",
      from: { path: "^(db|server|worker|seed|scripts)/", pathNot: tests },
      to: { path: "^products/", pathNot: "^products/(index|parts|default-product)\\.ts$" },
    },
    {
      name: "sample-by-name",
      comment: "Only seed loads a product's sample data, by the product's name.",
      severity: "error",
      from: { pathNot: ["^products/([^/]+)/sample/", tests] },
      to: { path: "^products/[^/]+/sample/" },
    },
    {
      name: "components-name-no-product",
      comment: "components/products loads the pages of the product that is sold.",
      severity: "error",
      from: { path: "^components/", pathNot: tests },
      to: { path: "^products/" },
    },
    {
      name: "app-reaches-products-by-their-route-folder",
      comment: "Only the thin route folders of a product, such as app/(app)/(<name>) and app/api/v1/(<name>), name it.",
      severity: "error",
      from: { path: "^app/", pathNot: ["^app/(\\((app|shared)\\)|api(/v1)?)/\\([^)]+\\)/", tests] },
      to: { path: "^products/" },
    },
    {
      name: "route-folder-of-one-product",
      comment: "A route folder such as app/(app)/(<name>) belongs to products/<name> alone.",
      severity: "error",
      from: { path: "^app/(?:\\((?:app|shared)\\)|api(?:/v1)?)/\\(([^)]+)\\)/", pathNot: tests },
      to: { path: "^products/", pathNot: "^products/$1/" },
    },
    {
      name: "products-apart",
      comment: "A product knows nothing of another one, nor of the registry.",
      severity: "error",
      from: { path: "^products/([^/]+)/" },
      to: { path: "^products/", pathNot: ["^products/$1/", "^products/definition\\.ts$"] },
    },
    {
      name: "products-not-from-app",
      comment:
        "app → products → components → lib → db. Of the components, a product takes those that belong to no domain.",
      severity: "error",
      from: { path: "^products/", pathNot: tests },
      to: {
        path: "^(app|components)/",
        pathNot: "^components/(ui|charts|brand|forms|keyboard|navigation|shell|entitlements|onboarding|products)/",
      },
    },
    {
      name: "product-domain-without-pages",
      comment: "What a product does is apart from how it is shown: the worker and the API need the verbs alone.",
      severity: "error",
      from: {
        path: "^products/[^/]+/((domain|api)/|(index|catalog|copy|measures|queues|schema)\\.ts$)",
        pathNot: tests,
      },
      to: { path: "^(components/|products/[^/]+/(pages/|navigation))" },
    },
    {
      name: "product-schema-by-db",
      comment: "A product's tables build on those of db/schema and on nothing above.",
      severity: "error",
      from: { path: "^products/[^/]+/(schema\\.ts$|tables/)" },
      to: { path: "^(lib|products)/", pathNot: "^products/[^/]+/tables/" },
    },
    {
      name: "product-verbs-by-index",
      comment: "A product's verb reaches a domain of lib through its index.ts only.",
      severity: "error",
      from: { path: "^products/[^/]+/(domain/|measures\\.ts$)", pathNot: [tests, ...pureFiles] },
      to: { path: "^lib/[^/]+/", pathNot: ["^lib/[^/]+/index\\.ts$", "^lib/products/types\\.ts$"] },
    },
    {
      name: "nothing-from-local-stripe",
      comment: "The app knows the local Stripe by host and port only: the real one has to fit in its place.",
      severity: "error",
      from: { pathNot: "^packages/local-stripe/" },
      to: { path: "^packages/local-stripe/" },
    },
    {
      name: "examples-stand-alone",
      comment: "An example is a program of its own, which knows the API by the published client only.",
      severity: "error",
      from: { path: "^examples/([^/]+)/" },
      to: { pathNot: ["^examples/$1/", "^packages/client/src/index\\.ts$", "node_modules/", "^(node:)?[a-z_/]+$"] },
    },
    {
      name: "client-stands-alone",
      comment: "The client is published: it needs nothing but what Node.js and browsers have.",
      severity: "error",
      from: { path: "^packages/client/src/", pathNot: tests },
      to: { pathNot: "^packages/client/src/" },
    },
    {
      name: "local-stripe-stands-alone",
      comment: "The local Stripe knows nothing of the app.",
      severity: "error",
      from: { path: "^packages/local-stripe/" },
      to: { path: "^(app|components|products|lib|db|server|worker|seed|testing|scripts|e2e|bench)/" },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    parser: "swc",
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: {
      // The most common first: each one before the right one is a look at the disk.
      extensions: [".ts", ".tsx", ".mjs", ".js", ".cjs", ".json", ".css", ".d.ts"],
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      mainFields: ["module", "main", "types"],
      cachedInputFileSystem: { cacheDuration: 600_000 },
    },
  },
};
