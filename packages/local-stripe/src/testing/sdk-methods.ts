import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

/** An SDK method and the request it makes. */
export interface Method {
  file: string;
  name: string;
  verb: string;
  /** With `*` for each ID. */
  path: string;
  /** The name of its parameters' type; null if it takes none. */
  params: string | null;
}

const directory = path.join(path.dirname(createRequire(import.meta.url).resolve("stripe")), "..", "esm", "resources");

/** Read from the installed package, so that new SDK methods are noticed. */
export function methodsOf(file: string): Method[] {
  const code = fs.readFileSync(path.join(directory, `${file}.js`), "utf8");
  const types = fs.readFileSync(path.join(directory, `${file}.d.ts`), "utf8");
  const request = /^ {4}(\w+)\([^)]*\) \{[\s\S]*?_makeRequest\('(\w+)', (?:`([^`]*)`|'([^']*)')/gm;
  return [...code.matchAll(request)].map(([, name = "", verb = "", template = "", plain]) => ({
    file,
    name,
    verb,
    path: plain ?? template.replace(/\$\{[^}]*\}/g, "*"),
    params: new RegExp(`^    ${name}\\([^)]*params\\??: ([\\w.]+)`, "m").exec(types)?.[1] ?? null,
  }));
}
