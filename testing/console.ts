import { format } from "node:util";
import { afterEach, beforeEach, expect, vi } from "vitest";

/** A test that writes to the console without being asked to fails: noise hides the one line that matters. */
export function failOnConsole(): void {
  const said: string[] = [];
  beforeEach(() => {
    said.length = 0;
    for (const method of ["error", "warn", "log", "info"] as const) {
      vi.spyOn(console, method).mockImplementation(
        (...args) => void said.push(`console.${method}: ${format(...args)}`),
      );
    }
  });
  afterEach(() => {
    vi.restoreAllMocks();
    expect(said, "unexpected console output").toEqual([]);
  });
}
