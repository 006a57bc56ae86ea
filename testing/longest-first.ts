import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that take long, however short they are. Longest first. */
const longest = [
  "testing/field/billing.db.test.ts",
  "lib/reconciliation/reconcile.db.test.ts",
  "lib/billing/any-life.db.test.ts",
  "testing/field/usage.db.test.ts",
  "lib/metrics/rollup/any-history.db.test.ts",
  "src/clock/advance.test.ts",
  "src/wire/official-cli.test.ts",
  "src/store/persistence.test.ts",
];

/**
 * Starts the files that take longest first, so that no worker has to wait for one that another started last. Without the
 * durations of an earlier run, as in CI, Vitest goes by file size.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const projects = [...new Set(sorted.map(({ project }) => project.name))];
    return projects.flatMap((name) => {
      const own = sorted.filter(({ project }) => project.name === name);
      const first = longest.flatMap((path) => own.filter(({ moduleId }) => moduleId.endsWith(`/${path}`)));
      return [...first, ...own.filter((file) => !first.includes(file))];
    });
  }
}
