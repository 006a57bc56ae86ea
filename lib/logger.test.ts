import { DrizzleQueryError } from "drizzle-orm";
import pino from "pino";
import { describe, expect, it } from "vitest";
import { withoutQueryValues } from "./logger";

const link = "https://app.example.com/reset?token=hunter2";
const failed = new DrizzleQueryError("insert into emails values ($1)", [link], new Error("disk full"));

const logged = (error: Error) => JSON.stringify(pino.stdSerializers.err(withoutQueryValues(error)));

describe("a failed query in the log", () => {
  it.each([
    ["itself", failed],
    ["as a cause", new Error("not sent", { cause: failed })],
  ])("shows the query and the cause, but not the values: %s", (_where, error) => {
    expect(JSON.stringify(pino.stdSerializers.err(error))).toContain("hunter2");
    expect(logged(error)).not.toContain("hunter2");
    expect(logged(error)).toContain("insert into emails");
    expect(logged(error)).toContain("disk full");
  });

  it("leaves other errors unchanged", () => {
    const error = new TypeError("no such thing", { cause: new Error("why") });
    expect(withoutQueryValues(error)).toBe(error);
  });
});
