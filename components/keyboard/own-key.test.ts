import { describe, expect, it } from "vitest";
import { isOwnKey } from "./own-key";

class Target extends EventTarget {
  constructor(private readonly matching: string | null) {
    super();
  }
  closest(selectors: string): Target | null {
    return this.matching !== null && selectors.split(", ").includes(this.matching) ? this : null;
  }
}

const pressed = {
  defaultPrevented: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  keyCode: 74,
  target: new Target(null),
};

describe("a letter", () => {
  it("is a shortcut on the page itself, on a link and on a button", () => {
    expect(isOwnKey(pressed, false)).toBe(true);
  });

  it.each([
    ["with Ctrl, which is the browser's", { ctrlKey: true }],
    ["with ⌘", { metaKey: true }],
    ["with Alt, which writes a character on some keyboards", { altKey: true }],
    ["that something else has handled", { defaultPrevented: true }],
    ["that an input method composes", { isComposing: true }],
    ["that ends a composition in Safari", { keyCode: 229 }],
    ["in a text field", { target: new Target("input") }],
    ["in a text area", { target: new Target("textarea") }],
    ["in a select, which looks for an option by it", { target: new Target("select") }],
    ["in editable text", { target: new Target("[contenteditable]:not([contenteditable=false])") }],
    ["in a menu", { target: new Target("[role=menu]") }],
    ["in an application, which has keys of its own", { target: new Target("[role=application]") }],
    ["of the window", { target: new EventTarget() }],
  ])("isn't one %s", (_what, changes) => {
    expect(isOwnKey({ ...pressed, ...changes }, false)).toBe(false);
  });

  it("isn't one while a dialog is open", () => {
    expect(isOwnKey(pressed, true)).toBe(false);
  });
});
