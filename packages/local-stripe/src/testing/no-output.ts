import { format } from "node:util";
import { afterEach, beforeEach, expect, vi } from "vitest";

/** Setup of every test file: a test that prints anything fails. The server prints unexpected errors only. */
const printed: string[] = [];

beforeEach(() => {
  printed.length = 0;
  for (const method of ["error", "warn", "log", "info", "debug"] as const) {
    vi.spyOn(console, method).mockImplementation(
      (...args: unknown[]) => void printed.push(`console.${method}: ${format(...args)}`),
    );
  }
  for (const stream of ["stdout", "stderr"] as const) {
    vi.spyOn(process[stream], "write").mockImplementation((chunk) => {
      printed.push(`${stream}: ${Buffer.from(chunk)}`);
      return true;
    });
  }
});

afterEach(() => {
  vi.restoreAllMocks();
  expect(printed, "unexpected output").toEqual([]);
});
