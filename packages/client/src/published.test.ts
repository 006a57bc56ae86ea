import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "client-"));
const built = join(folder, "built");
beforeAll(() => {
  execFileSync(process.execPath, ["--import", "tsx", "packages/client/build.ts", built], { stdio: "pipe" });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

const scripts = () => readdirSync(built).filter((name) => name.endsWith(".js"));

describe("the published client", () => {
  it("is loaded by import and by require, and both get the same", () => {
    const file = JSON.stringify(join(built, "index.js"));
    const program = `
      const required = process.getBuiltinModule("node:module").createRequire(import.meta.url)(${file});
      const { ApiError, createClient } = await import(${file});
      const { track } = createClient({ url: "http://localhost", key: "k" });
      console.log(required.ApiError === ApiError, typeof track);`;
    const run = ["--no-warnings", "--input-type=module", "--eval", program];
    expect(execFileSync(process.execPath, run, { encoding: "utf8" })).toBe("true function\n");
  });

  it("needs nothing of Node.js, so it runs in browsers, and is small", () => {
    const all = scripts()
      .map((name) => readFileSync(join(built, name), "utf8").replace(/\/\*[\s\S]*?\*\//g, ""))
      .join("\n");
    expect(all).not.toMatch(/\b(node:|process\.|Buffer|require\()/);
    expect(gzipSync(all).length).toBeLessThan(6_000);
  });

  it("has types for the strictest way of resolving them", { timeout: 60_000 }, () => {
    mkdirSync(join(folder, "node_modules/@gatehouse"), { recursive: true });
    symlinkSync(built, join(folder, "node_modules/@gatehouse/client"));
    const program = `
      import { createClient, PaymentRequiredError } from "@gatehouse/client";
      import { sendRequest } from "@gatehouse/client/http";
      const gatehouse = createClient({ url: "https://your.app", key: "k" });
      const { allowed, hardLimit } = await gatehouse.check({ organization: "a", meter: "runs", amount: 1 });
      const { data } = await gatehouse.request("GET /api/v1/admin/organizations", { query: { limit: 5 } });
      const shown: [boolean, number | "unlimited", string | undefined] = [allowed, hardLimit, data[0]?.name];
      // @ts-expect-error An event of a batch has a key.
      await gatehouse.trackBatch([{ organization: "a", meter: "runs" }]);
      export { PaymentRequiredError, sendRequest, shown };`;
    writeFileSync(join(folder, "program.mts"), program);
    const flags = [
      "--ignoreConfig",
      "--noEmit",
      "--strict",
      "--module",
      "nodenext",
      "--target",
      "es2022",
      "--types",
      "",
    ];
    const typescript = ["node_modules/typescript/bin/tsc", ...flags, join(folder, "program.mts")];
    expect(execFileSync(process.execPath, typescript, { encoding: "utf8" })).toBe("");
  });
});
