import { describe, expect, it } from "vitest";
import { initialsOf } from "./initials";

describe("initials", () => {
  it.each([
    ["Ada Lovelace", "AL"],
    ["Ada", "A"],
    ["Ada King, Countess of Lovelace", "AL"],
    ["ada.lovelace@example.com", "AL"],
    ["ops@example.com", "O"],
    ["Åsa Öberg", "ÅÖ"],
    ["", "?"],
    ["  ", "?"],
  ])("of %j: %s", (name, initials) => expect(initialsOf(name)).toBe(initials));
});
