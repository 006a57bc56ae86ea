import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

type Locked = {
  resolved?: string;
  link?: boolean;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
};

const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: Record<string, Locked> };

/** Where Node.js looks for `name` from `folder`: there, and in each folder above. */
function lookUp(folder: string, name: string): Locked | undefined {
  const steps = folder.split("/");
  return steps
    .map((_, index) => steps.slice(0, steps.length - index).join("/"))
    .concat("")
    .map((each) => packages[each === "" ? `node_modules/${name}` : `${each}/node_modules/${name}`])
    .find((found) => found !== undefined);
}

describe("the lock file", () => {
  // `npm ci` refuses a lock file that lacks one of them, also on a platform that doesn't install it.
  test("has every package that another one needs, on all platforms", () => {
    const missing = Object.entries(packages).flatMap(([folder, { dependencies, optionalDependencies }]) =>
      Object.keys({ ...dependencies, ...optionalDependencies })
        .filter((name) => lookUp(folder, name) === undefined)
        .map((name) => `${folder} needs ${name}`),
    );
    expect(missing).toEqual([]);
  });

  test("names no registry", () => {
    const addresses = Object.values(packages).flatMap(({ resolved, link }) => (resolved && !link ? [resolved] : []));
    expect(addresses).toEqual([]);
  });
});
