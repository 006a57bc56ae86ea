import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { sitePages } from "@/lib/site";

const sources = ["app", "components", "products", "lib"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .map((file) => join(folder, file)),
);

/** The server reads which inline scripts may run on a static page from the build, where long pages have few of them. */
it("has no action that renders the static pages again, whose inline scripts would be others", () => {
  const revalidated = sources.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/\b(revalidatePath|revalidateTag|updateTag)\(([^,)]*)/g)].map(
      ([, name, argument]) => ({ file, name, argument }),
    ),
  );
  expect(revalidated.length).toBeGreaterThan(20);
  const wide = revalidated.filter(
    ({ name, argument = "" }) =>
      name !== "revalidatePath" || sitePages.includes(argument.replaceAll(/["'`]/g, "")) || /site/.test(argument),
  );
  expect(wide).toEqual([]);
});
