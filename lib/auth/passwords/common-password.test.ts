// cspell:ignore qwertyuiop abcabcabcabc passwordpassword Schmetterlinge Bauch пароль четырёх слов
import { describe, expect, it } from "vitest";
import { requireUncommonPassword } from "./common-password";

const choose = (password: string) => requireUncommonPassword(password, { email: "ada.king@lovelace-works.example" });

describe("a new password", () => {
  it.each([
    "password1234",
    "Password1234!",
    "P@ssw0rd1234",
    "qwertyuiop12",
    "1q2w3e4r5t6y",
    "123456789012",
    "111111111111",
    "abcdefghijklm",
    "abcabcabcabc",
    "passwordpassword",
    "letmein-12345",
    "iloveyou!!!!!",
    "ada.king@lovelace-works.example",
    "lovelace-works1",
    "LOVELACE-WORKS.example",
  ])("that others would try first is refused: %s", async (password) => {
    await expect(choose(password)).rejects.toMatchObject({
      code: "invalid_input",
      details: { errors: [{ field: "password" }] },
    });
  });

  it.each([
    "correct horse battery staple",
    "a whole new password",
    "another horse battery staple",
    "dragon 8371 fjord 20",
    "xk3vQ9-hm2Lp0zT",
    "Schmetterlinge im Bauch",
    "пароль из четырёх слов",
    "動物園の白いキリンと散歩する",
    "0417 5563 9921 3870",
    "ada likes her engine",
  ])("of one's own is taken: %s", async (password) => {
    await expect(choose(password)).resolves.toBeUndefined();
  });
});
