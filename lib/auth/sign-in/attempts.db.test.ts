import { describe, expect, it } from "vitest";
import { rateLimits } from "@/db/schema";
import { platformDatabase } from "@/lib/database";
import { newAddress } from "@/testing/auth/signed-in";
import { type Attempt, countAttempt, forgiveAttempt } from "./attempts";

let accounts = 0;
const newAccount = () => {
  accounts += 1;
  return `account-${accounts}@example.com`;
};

/** How many attempts are allowed before the first refusal. */
async function allowed(
  attempt: Attempt,
  by: () => { account: string; address: string; device?: string },
): Promise<number> {
  for (let count = 0; count < 110; count += 1) {
    const refusal = await countAttempt(attempt, by()).catch((error: { code: string }) => error.code);
    if (refusal === "rate_limited") return count;
  }
  return 110;
}

describe("attempts", () => {
  it.each<[Attempt, number, number]>([
    ["sign_in", 100, 50],
    ["sign_up", 5, 20],
    ["reset", 15, 20],
    ["verification", 5, 20],
    ["invitation", 60, 10],
    ["export", 6, 30],
    ["promotion_code", 10, 50],
    ["password", 10, 50],
  ])("of %s: %i by one account, %i from one address", async (attempt, perAccount, perAddress) => {
    const account = newAccount();
    expect(await allowed(attempt, () => ({ account, address: newAddress() }))).toBe(perAccount);
    const address = newAddress();
    expect(await allowed(attempt, () => ({ account: newAccount(), address }))).toBe(perAddress);
  });

  it.each<[Attempt, number]>([
    ["sign_in", 10],
    ["reset", 5],
  ])("of %s: %i by one address on one account, which leave the account most of its own", async (attempt, perPair) => {
    const account = newAccount();
    const address = newAddress();
    expect(await allowed(attempt, () => ({ account, address }))).toBe(perPair);
    for (let more = 0; more < 50; more += 1) await countAttempt(attempt, { account, address }).catch(() => undefined);
    await countAttempt(attempt, { account, address: newAddress() });
  });

  it("in a browser the account knows are counted by themselves, whatever others do to the account and the address", async () => {
    const account = newAccount();
    const address = newAddress();
    await allowed("sign_in", () => ({ account, address: newAddress() }));
    await allowed("sign_in", () => ({ account: newAccount(), address }));
    expect(await allowed("sign_in", () => ({ account, address, device: "known" }))).toBe(10);
    expect(await allowed("sign_in", () => ({ account, address, device: "another" }))).toBe(10);
  });

  it("of one kind don't use up another", async () => {
    const by = { account: newAccount(), address: newAddress() };
    for (let count = 0; count < 5; count += 1) await countAttempt("reset", by);
    await expect(countAttempt("reset", by)).rejects.toMatchObject({ code: "rate_limited" });
    await countAttempt("verification", by);
  });

  it("are refused with the time to wait, in words and in seconds", async () => {
    const by = { account: newAccount(), address: newAddress() };
    for (let count = 0; count < 5; count += 1) await countAttempt("sign_up", by);
    const refusal = await countAttempt("sign_up", by).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ message: "Too many attempts. Try again in 60 minutes." });
    expect(refusal).toHaveProperty("details.retryAfter", 3600);
  });

  it("once forgiven leave this place at zero, and the account and the address with one attempt more", async () => {
    const address = newAddress();
    const account = newAccount();
    for (let count = 0; count < 9; count += 1) await countAttempt("sign_in", { account, address });
    await forgiveAttempt("sign_in", { account, address });
    expect(await allowed("sign_in", () => ({ account, address }))).toBe(10);
    expect(await allowed("sign_in", () => ({ account, address: newAddress() }))).toBe(100 - 9 + 1 - 10);
    expect(await allowed("sign_in", () => ({ account: newAccount(), address }))).toBe(50 - 9 + 1 - 11);
  });

  it("are stored without the account or the address in plain text", async () => {
    const by = { account: newAccount(), address: newAddress() };
    await countAttempt("sign_in", by);
    const rows = JSON.stringify(await platformDatabase().select().from(rateLimits));
    expect(rows).toContain("sign_in:account");
    expect(rows).not.toContain(by.account);
    expect(rows).not.toContain(by.address);
  });
});
