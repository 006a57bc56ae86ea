import { expect, it } from "vitest";
import { impersonationEndText } from "./impersonation-end";

it.each([
  ["ended", "You're back in your own account."],
  ["time_up", "You're back in your own account. The support session reached its time limit."],
  ["toString", undefined],
  ["", undefined],
])("the notice after a support session with the reason %j is %j", (reason, text) => {
  expect(impersonationEndText(reason)).toBe(text);
});
