import { describe, expect, it } from "vitest";
import { newPasswordSchema } from "../input";
import { passwordStrength } from "./password-strength";

describe("a password's strength", () => {
  it.each([
    ["", 0],
    ["short", 0],
    ["elevenchars", 0],
    ["aaaaaaaaaaaaaaaa", 1],
    ["123412341234", 1],
    ["password1234567", 1],
    ["tuesdaygarden", 2],
    ["tuesday garden", 3],
    ["correct horse battery staple", 4],
    ["gT7#qLw9!zRk2$", 4],
  ])("%s scores %i", (password, score) => {
    expect(passwordStrength(password).score).toBe(score);
  });

  it("says how many characters are missing", () => {
    expect(passwordStrength("elevenchars").hint).toBe("1 more character.");
    expect(passwordStrength("nine char").hint).toBe("3 more characters.");
  });

  it("rates the person's own organization or address as weak", () => {
    expect(passwordStrength("halvorsen-precision!", ["Halvorsen Precision"])).toMatchObject({ score: 1 });
    expect(passwordStrength("ada.lovelace.2026", ["ada.lovelace@acme.example"])).toMatchObject({ score: 1 });
  });

  it("is advice only: the form's schema asks for length alone", () => {
    expect(newPasswordSchema.safeParse("aaaaaaaaaaaa").success).toBe(true);
    expect(newPasswordSchema.safeParse("aaaaaaaaaaa").success).toBe(false);
    expect(newPasswordSchema.safeParse("a".repeat(200)).success).toBe(true);
    expect(newPasswordSchema.safeParse("a".repeat(201)).success).toBe(false);
  });
});
