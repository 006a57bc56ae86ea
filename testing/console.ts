import { format } from "node:util";
import { afterEach, beforeEach, expect, vi } from "vitest";

const methods = ["error", "warn", "log", "info", "debug", "trace", "table", "dir"] as const;

/** Fails tests that write to the console, stdout or stderr, because noise hides the one line that matters. */
export function failOnConsole(): void {
  const output: string[] = [];
  beforeEach(() => {
    output.length = 0;
    for (const method of methods) {
      vi.spyOn(console, method).mockImplementation(
        (...args: unknown[]) => void output.push(`console.${method}: ${format(...args)}`),
      );
    }
    for (const stream of ["stdout", "stderr"] as const) {
      vi.spyOn(process[stream], "write").mockImplementation((chunk) => {
        output.push(`${stream}: ${Buffer.from(chunk)}`);
        return true;
      });
    }
  });
  afterEach(() => {
    vi.restoreAllMocks();
    expect(output, "unexpected console output").toEqual([]);
  });
}
