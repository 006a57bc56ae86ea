import { expect, it } from "vitest";
import { showsProof } from "./domain-proof";

const proof = "gatehouse-verification=abc";

it.each([
  ["alone", [[proof]], true],
  ["among other records", [["v=spf1 -all"], [proof]], true],
  ["in pieces", [["gatehouse-", "verification=abc"]], true],
  ["as part of another record", [[`x ${proof}`]], false],
  ["of another organization", [["gatehouse-verification=abd"]], false],
  ["nowhere", [], false],
])("a domain's proof is found: %s", (_, records, expected) => expect(showsProof(records, proof)).toBe(expected));
