import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

type Locked = {
  resolved?: string;
  link?: boolean;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
};

const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: Record<string, Locked> };

/** Finds `name` as Node.js does from `folder`: there, then in each folder above. */
function lookUp(folder: string, name: string): Locked | undefined {
  const steps = folder.split("/");
  return steps
    .map((_, index) => steps.slice(0, steps.length - index).join("/"))
    .concat("")
    .map((each) => packages[each === "" ? `node_modules/${name}` : `${each}/node_modules/${name}`])
    .find((found) => found !== undefined);
}

describe("the lock file", () => {
  // `npm ci` rejects a lock file without an optional package of another platform.
  test("contains every dependency of its packages, for all platforms", () => {
    const missing = Object.entries(packages).flatMap(([folder, { dependencies, optionalDependencies }]) =>
      Object.keys({ ...dependencies, ...optionalDependencies })
        .filter((name) => lookUp(folder, name) === undefined)
        .map((name) => `${folder} needs ${name}`),
    );
    expect(missing).toEqual([]);
  });

  test("contains no registry URLs", () => {
    const addresses = Object.values(packages).flatMap(({ resolved, link }) => (resolved && !link ? [resolved] : []));
    expect(addresses).toEqual([]);
  });
});
