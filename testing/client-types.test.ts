import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { clientTypes } from "./client-types";

it("has the types that the API declares", { timeout: 60_000 }, async () => {
  expect(readFileSync("packages/client/src/api.ts", "utf8"), "run `npm run api:types`").toBe(await clientTypes());
});
