import { expect, it } from "vitest";
import { settingsTabs, tabOf, tabPath, tabWith } from "./tabs";

it("the URL keeps the tab, and an unknown one is the first", () => {
  expect(
    settingsTabs.map(({ key }) =>
      tabOf(new URL(tabPath(key), "http://localhost").searchParams.get("tab") ?? undefined),
    ),
  ).toEqual(settingsTabs.map(({ key }) => key));
  expect([tabOf("no-such-tab"), tabOf(["security"]), tabOf(undefined)]).toEqual(Array(3).fill("organization"));
});

it("a link to a section leads to its tab", () => {
  expect([tabWith("emails"), tabWith("sign-in-history"), tabWith("no-such-tab")]).toEqual([
    "account",
    "security",
    undefined,
  ]);
});
