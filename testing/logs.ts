import { inspect } from "node:util";
import { afterEach, beforeEach, expect, vi } from "vitest";

const methods = ["warn", "error", "fatal"] as const;

const logged: { message: string; line: string }[] = [];
const expected: string[] = [];
const allowed: string[] = [];

/** Fails tests that log a warning or an error they didn't declare with `expectLog` or `allowLog`. */
export function failOnLogs(): void {
  beforeEach(async () => {
    for (const list of [logged, expected, allowed]) list.length = 0;
    const { logger } = await import("@/lib/logger");
    for (const method of methods) {
      vi.spyOn(logger, method).mockImplementation((...args: unknown[]) => {
        const message = args.find((arg) => typeof arg === "string") ?? "";
        logged.push({ message, line: `logger.${method}: ${args.map((arg) => inspect(arg)).join(" ")}` });
      });
    }
  });
  afterEach(() => {
    const declared = [...expected, ...allowed];
    const unexpected = logged.filter(({ message }) => !declared.includes(message)).map(({ line }) => line);
    expect(unexpected, "unexpected warnings and errors in the log").toEqual([]);
    const messages = logged.map(({ message }) => message);
    expect(messages, "messages in the log").toEqual(expect.arrayContaining(expected));
  });
}

/** Declares a message that the current test logs as a warning or an error. The test fails if it isn't logged. */
export function expectLog(message: string): void {
  expected.push(message);
}

/** Declares a warning or an error that the current test may log or not, depending on timing. */
export function allowLog(message: string): void {
  allowed.push(message);
}
