import { format } from "node:util";
import { afterEach, beforeEach, expect, vi } from "vitest";

const methods = ["error", "warn", "log", "info", "debug", "trace", "table", "dir"] as const;

/** A test that writes to the console, or past it to stdout or stderr, fails: noise hides the one line that matters. */
export function failOnConsole(): void {
  const said: string[] = [];
  beforeEach(() => {
    said.length = 0;
    for (const method of methods) {
      vi.spyOn(console, method).mockImplementation(
        (...args: unknown[]) => void said.push(`console.${method}: ${format(...args)}`),
      );
    }
    for (const stream of ["stdout", "stderr"] as const) {
      vi.spyOn(process[stream], "write").mockImplementation((chunk) => {
        said.push(`${stream}: ${Buffer.from(chunk)}`);
        return true;
      });
    }
  });
  afterEach(() => {
    vi.restoreAllMocks();
    expect(said, "unexpected console output").toEqual([]);
  });
}
