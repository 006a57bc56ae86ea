import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { clientTypes } from "@/testing/client-types";

it("has the types that the API declares", { timeout: 60_000 }, async () => {
  expect(readFileSync("lib/client/api.ts", "utf8"), "run `npm run api:types`").toBe(await clientTypes());
});
