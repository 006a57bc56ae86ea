import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/** Set by the command that starts a process, never in a file. */
const notInFiles = ["NODE_ENV"];

/** Read by the scripts of the demo only, so lib/env.ts doesn't have them. */
const demoOnly = ["DATA_DIR", "MAIL_PORT", "SMTP_PORT", "DATABASE_PORT"];

const names = (file: string, pattern: RegExp) =>
  [...readFileSync(file, "utf8").matchAll(pattern)].flatMap(([, name]) => name ?? []);

const inCode = names("lib/env.ts", /^ {4}([A-Z][A-Z_]+): /gm).filter((name) => !notInFiles.includes(name));

describe("the environment variables in lib/env.ts", () => {
  it("are those in .env.example", () => {
    expect(names(".env.example", /^#? ?([A-Z][A-Z_]+)=/gm).sort()).toEqual([...inCode, ...demoOnly].sort());
  });

  it("are those in docs/deployment.md", () => {
    const table = names("docs/deployment.md", /^(\| `.+)$/gm).map((row) => row.split("|")[1] ?? "");
    const documented = table.flatMap((cell) =>
      [...cell.matchAll(/`([A-Z][A-Z_]+)`/g)].flatMap(([, name]) => name ?? []),
    );
    expect(documented.sort()).toEqual([...inCode, ...demoOnly].sort());
  });
});
