import { TestRunner, test } from "vitest";

/**
 * Reports a test file that can't be loaded as a failed test. Stryker reads the results of tests alone, so that a mutant that
 * breaks a module while it loads would count as survived.
 */
export default class MutationRunner extends TestRunner {
  override async importFile(...[path, source]: Parameters<TestRunner["importFile"]>): Promise<unknown> {
    try {
      return await super.importFile(path, source);
    } catch (error) {
      if (source === "setup") throw error;
      test("the file can be loaded", () => {
        throw error;
      });
    }
  }
}
