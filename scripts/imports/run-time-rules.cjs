const { pureFiles } = require("./pure-files.cjs");

const inputAndOutput = [
  "node_modules/(server-only|postgres|drizzle-orm/postgres-js|pg-boss|stripe|nodemailer|pino|prom-client|rate-limiter-flexible|next-auth)/",
  "node_modules/next/(headers|cache|server|navigation)",
  "^(node:)?(fs|fs/promises|net|http|https|child_process|worker_threads|dns|tls)$",
];

/** What no file of `from` may import, or reach by however many steps, of the imports that are left when the program runs. */
module.exports = [
  {
    name: "pure-files-do-no-io",
    comment:
      "A noun file reaches, by however many steps, no database, network or framework. Mark it server-only if it must.",
    from: { path: pureFiles },
    to: { path: inputAndOutput, reachable: true },
  },
  {
    name: "pure-files-take-now",
    comment: "A noun file is handed the time; it does not ask for it.",
    from: { path: pureFiles },
    to: { path: ["^lib/clock\\.ts$"], reachable: true },
  },
  {
    name: "pure-files-take-settings",
    comment: "A noun file is handed what it needs of the environment. The catalog alone asks which product is sold.",
    from: { path: pureFiles.filter((path) => !path.startsWith("^lib/catalog/")) },
    to: { path: ["^lib/env\\.ts$"], reachable: false },
  },
  {
    name: "products-not-from-themselves",
    comment:
      "lib/products waits for the domain of the served product. A domain that reaches it waits for itself, and the program ends without a word.",
    from: { path: ["^products/[^/]+/domain/index\\.ts$"] },
    to: { path: ["^lib/products/index\\.ts$"], reachable: true },
  },
];
